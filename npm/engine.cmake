# The WebAssembly build, by emcc: heaplift without threads, as one module for the npm package. The module has the
# function behind the package's API (npm/engine.cpp) and the whole command line, with node's file system.

# CLI11 and nlohmann-json consist of headers, which are those of the system; nothing else of its folder must be seen.
function(add_header_library target folder header)
  string(MAKE_C_IDENTIFIER ${folder} name)
  find_path(HEAPLIFT_${name}_INCLUDE_DIR ${header} PATHS /usr/include /usr/local/include NO_CMAKE_FIND_ROOT_PATH)
  if(NOT HEAPLIFT_${name}_INCLUDE_DIR)
    message(FATAL_ERROR "${header} was not found; -DHEAPLIFT_${name}_INCLUDE_DIR=… says where it is")
  endif()
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/include)
  file(CREATE_LINK ${HEAPLIFT_${name}_INCLUDE_DIR}/${folder} ${PROJECT_BINARY_DIR}/include/${folder} SYMBOLIC)
  add_library(${target} INTERFACE IMPORTED)
  target_include_directories(${target} SYSTEM INTERFACE ${PROJECT_BINARY_DIR}/include)
endfunction()

add_header_library(nlohmann_json::nlohmann_json nlohmann nlohmann/json.hpp)
add_header_library(CLI11::CLI11 CLI CLI/CLI.hpp)
add_library(Threads::Threads INTERFACE IMPORTED)

# Exceptions of WebAssembly itself, since those by calls to JavaScript cost time at every call.
add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fwasm-exceptions>)
add_link_options(-fwasm-exceptions)
target_compile_options(heaplift_options INTERFACE "SHELL:-include ${PROJECT_SOURCE_DIR}/npm/libcxx_13.h")

function(add_heaplift_engine)
  add_executable(heaplift_engine npm/engine.cpp)
  target_link_libraries(heaplift_engine PRIVATE heaplift_core heaplift_cli)
  set(library ${PROJECT_SOURCE_DIR}/npm/node_syscalls.js)
  set(streams ${PROJECT_SOURCE_DIR}/npm/node_streams.js)
  target_link_options(heaplift_engine PRIVATE
    -O2 --no-entry -sENVIRONMENT=node -sMODULARIZE=1 -sEXPORT_NAME=heaplift_engine -sWASM_ASYNC_COMPILATION=0
    -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB -sSTACK_OVERFLOW_CHECK=0 -sTOTAL_STACK=4MB -sNODERAWFS=1
    -sEXPORTED_FUNCTIONS=_malloc,_free,_heaplift_rewrite,_heaplift_run
    -sNODEJS_CATCH_EXIT=0 -sNODEJS_CATCH_REJECTION=0 "SHELL:--js-library ${library}" "SHELL:--post-js ${streams}")
  set_target_properties(heaplift_engine PROPERTIES LINK_DEPENDS "${library};${streams}")
endfunction()
