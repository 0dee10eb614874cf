// emcc 3.1.6 takes the standard streams to be terminals, whatever they are.
for (let fd = 0; fd <= 2; fd++) {
  if (FS.streams[fd]) FS.streams[fd].tty = require('tty').isatty(fd);
}
