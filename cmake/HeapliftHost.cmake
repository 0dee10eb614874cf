# heaplift as part of a project that is built by Emscripten: the program has to run here, so emcc cannot build it.
# HEAPLIFT_EXECUTABLE names one; else these sources are built by the compiler of this machine, as a project of
# their own. Either way heaplift::heaplift is the program.
set(HEAPLIFT_EXECUTABLE "" CACHE FILEPATH "A heaplift for this machine; empty: it is built from its sources")
set(HEAPLIFT_HOST_CMAKE_ARGS "" CACHE STRING "Arguments of cmake for that build, such as -DCMAKE_CXX_COMPILER=…")

file(STRINGS ${PROJECT_SOURCE_DIR}/passes/passes.def passes REGEX "^PASS\\(")
list(TRANSFORM passes REPLACE "^PASS\\(([a-z0-9_]+)\\).*" "\\1")
list(TRANSFORM passes REPLACE "_" "-")
set_property(GLOBAL PROPERTY HEAPLIFT_PASSES ${passes})

function(_heaplift_check_program)
  execute_process(COMMAND "${HEAPLIFT_EXECUTABLE}" --version RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_QUIET)
  if(NOT code EQUAL 0 OR NOT output MATCHES "^heaplift [0-9]")
    message(FATAL_ERROR "HEAPLIFT_EXECUTABLE is '${HEAPLIFT_EXECUTABLE}', which is no heaplift that runs on this "
      "machine (${code}). Set it to one, as in -DHEAPLIFT_EXECUTABLE=/usr/local/bin/heaplift, or to nothing: then "
      "heaplift is built from ${PROJECT_SOURCE_DIR}")
  endif()
endfunction()

# Builds in each run of the outer build, which does nothing unless a source has changed.
function(_heaplift_build_for_host binary_dir)
  include(ExternalProject)
  # `emmake` sets these for emcc.
  set(environment ${CMAKE_COMMAND} -E env)
  foreach(name CC CXX AR RANLIB NM LD CFLAGS CXXFLAGS LDFLAGS CMAKE_TOOLCHAIN_FILE)
    list(APPEND environment --unset=${name})
  endforeach()
  ExternalProject_Add(heaplift_host
    SOURCE_DIR ${PROJECT_SOURCE_DIR}
    BINARY_DIR ${binary_dir}
    PREFIX ${PROJECT_BINARY_DIR}/heaplift_host
    CONFIGURE_COMMAND ${environment} ${CMAKE_COMMAND} -G ${CMAKE_GENERATOR} -S ${PROJECT_SOURCE_DIR} -B ${binary_dir}
      -DCMAKE_BUILD_TYPE=Release -DHEAPLIFT_TESTS=OFF -DHEAPLIFT_WERROR=OFF ${HEAPLIFT_HOST_CMAKE_ARGS}
    BUILD_COMMAND ${environment} ${CMAKE_COMMAND} --build ${binary_dir} --target heaplift
    BUILD_BYPRODUCTS ${binary_dir}/heaplift
    INSTALL_COMMAND "" BUILD_ALWAYS ON)
endfunction()

if(HEAPLIFT_EXECUTABLE)
  _heaplift_check_program()
  set(program "${HEAPLIFT_EXECUTABLE}")
else()
  set(program ${PROJECT_BINARY_DIR}/host/heaplift)
  _heaplift_build_for_host(${PROJECT_BINARY_DIR}/host)
endif()
add_executable(heaplift::heaplift IMPORTED GLOBAL)
set_target_properties(heaplift::heaplift PROPERTIES IMPORTED_LOCATION "${program}")
if(TARGET heaplift_host)
  add_dependencies(heaplift::heaplift heaplift_host)
endif()
