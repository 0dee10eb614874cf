# What `cmake --install` installs: the program, its manual page, completions of shells, and the CMake package. The tree
# may be moved as a whole.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS heaplift RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

# The program writes its own manual page and completions, so that they show what it can do.
set(generated ${PROJECT_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${generated})
set(pages "")
function(heaplift_generates file)
  add_custom_command(OUTPUT ${generated}/${file} COMMAND heaplift ${ARGN} > ${generated}/${file}
    DEPENDS heaplift VERBATIM)
  set(pages ${pages} ${generated}/${file} PARENT_SCOPE)
endfunction()
heaplift_generates(heaplift.1 man)
heaplift_generates(heaplift completion bash)
heaplift_generates(_heaplift completion zsh)
heaplift_generates(heaplift.fish completion fish)
add_custom_target(heaplift_pages ALL DEPENDS ${pages})

install(FILES ${generated}/heaplift.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${generated}/heaplift DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${generated}/_heaplift DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${generated}/heaplift.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

# share/, not lib/: other systems' builds look there as well. The program runs while building, so its
# architecture need not be that of what is built.
set(package_dir ${CMAKE_INSTALL_DATADIR}/cmake/heaplift)
set(HEAPLIFT_PROGRAM ${CMAKE_INSTALL_BINDIR}/heaplift${CMAKE_EXECUTABLE_SUFFIX})
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/heapliftConfig.cmake.in
  ${PROJECT_BINARY_DIR}/heapliftConfig.cmake INSTALL_DESTINATION ${package_dir} PATH_VARS HEAPLIFT_PROGRAM)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/heapliftConfigVersion.cmake
  COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${PROJECT_BINARY_DIR}/heapliftConfig.cmake ${PROJECT_BINARY_DIR}/heapliftConfigVersion.cmake
  ${CMAKE_CURRENT_LIST_DIR}/HeapliftTarget.cmake ${CMAKE_CURRENT_LIST_DIR}/empty.js DESTINATION ${package_dir})
