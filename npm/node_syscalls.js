// What emcc 3.1.6 does not pass on from node.
mergeInto(LibraryManager.library, {
  heaplift_umask: function () {
    return process.umask();
  },
});
