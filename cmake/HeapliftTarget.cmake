# heaplift_target: makes heaplift part of the link of an Emscripten executable.
#
#   heaplift_target(TARGET [PASS PASS…] [OPTIONS OPTION…] [DEPENDS FILE…] [AFTER_LINK])
#
# TARGET      an executable of this build whose suffix is .js, .mjs or .html
# PASS        the passes, applied one after the other; default growth-check
# OPTIONS     further options of `heaplift rewrite`
# DEPENDS     files that these options name: the target is linked again when one changes
# AFTER_LINK  rewrites the finished JavaScript file instead of giving heaplift to emcc by --js-transform
#
# emcc calls what --js-transform names while the JavaScript has all of its names: ahead of its own passes, of
# Closure and of minification. That is the default. AFTER_LINK is for what that does not fit: emcc has one
# --js-transform, which may be taken, and leaves out source maps where it is used.
#
# The target is linked again when heaplift, an option or a file of DEPENDS changes. Mistakes are errors while
# configuring. The program is that of the imported target heaplift::heaplift.
cmake_minimum_required(VERSION 3.22)
include_guard(GLOBAL)

# The name of the real target behind `name`, or an error: it must be an executable that emcc links.
function(_heaplift_real_target result name)
  if(NOT TARGET ${name})
    message(FATAL_ERROR "heaplift_target: there is no target '${name}'; call it behind add_executable(${name} …)")
  endif()
  get_target_property(aliased ${name} ALIASED_TARGET)
  if(aliased)
    set(name ${aliased})
  endif()
  get_target_property(type ${name} TYPE)
  get_target_property(imported ${name} IMPORTED)
  if(imported)
    message(FATAL_ERROR "heaplift_target: '${name}' is imported: this build does not link it")
  elseif(NOT type STREQUAL "EXECUTABLE")
    message(FATAL_ERROR "heaplift_target: '${name}' is a ${type}: only an EXECUTABLE has JavaScript of its own")
  elseif(NOT EMSCRIPTEN AND NOT CMAKE_SYSTEM_NAME STREQUAL "Emscripten")
    message(FATAL_ERROR "heaplift_target: '${name}' is built for ${CMAKE_SYSTEM_NAME}, not by Emscripten: "
      "configure with 'emcmake cmake …', or call heaplift_target only if(EMSCRIPTEN)")
  endif()
  get_target_property(done ${name} HEAPLIFT_COMMAND)
  if(done)
    message(FATAL_ERROR "heaplift_target: '${name}' has heaplift already; name all passes in one call")
  endif()
  set(${result} ${name} PARENT_SCOPE)
endfunction()

# Sets `result` to the program's path if it is there already; one that this build makes itself is not yet.
function(_heaplift_program_now result)
  set(program "")
  get_target_property(imported heaplift::heaplift IMPORTED)
  if(imported)
    get_target_property(program heaplift::heaplift IMPORTED_LOCATION)
  endif()
  if(NOT program OR NOT EXISTS "${program}")
    set(program "")
  endif()
  set(${result} "${program}" PARENT_SCOPE)
endfunction()

# Lets the program itself judge the arguments; where it has yet to be built, only the passes are looked at.
function(_heaplift_check_arguments target passes options)
  _heaplift_program_now(program)
  if(program)
    list(TRANSFORM passes PREPEND "--pass=" OUTPUT_VARIABLE words)
    execute_process(COMMAND "${program}" rewrite --check --quiet "${_heaplift_empty_file}" ${words} ${options}
      RESULT_VARIABLE code ERROR_VARIABLE message OUTPUT_QUIET)
    if(NOT code EQUAL 0)
      message(FATAL_ERROR "heaplift_target: '${target}' cannot be rewritten like this:\n${message}")
    endif()
    return()
  endif()
  get_property(known GLOBAL PROPERTY HEAPLIFT_PASSES)
  foreach(pass IN LISTS passes)
    if(NOT pass IN_LIST known)
      list(JOIN known ", " known)
      message(FATAL_ERROR "heaplift_target: unknown pass '${pass}' for '${target}'; there are: ${known}")
    endif()
  endforeach()
endfunction()

# At the end of the folder, when the target has its properties.
function(_heaplift_check_suffix target)
  get_target_property(suffix ${target} SUFFIX)
  if(NOT suffix)
    set(suffix "${CMAKE_EXECUTABLE_SUFFIX}")
  endif()
  if(NOT suffix MATCHES "^\\.(js|mjs|html)$")
    message(FATAL_ERROR "heaplift_target: '${target}' has the suffix '${suffix}': emcc writes JavaScript only for "
      ".js, .mjs and .html")
  endif()
endfunction()

# One word for the shell that emcc lets take the command of --js-transform apart.
function(_heaplift_quote result word)
  string(REPLACE "'" "'\\''" word "${word}")
  set(${result} "'${word}'" PARENT_SCOPE)
endfunction()

function(_heaplift_rewrite_while_linking target options)
  set(command "'$<TARGET_FILE:heaplift::heaplift>'")
  foreach(word IN LISTS options)
    _heaplift_quote(word "${word}")
    string(APPEND command " ${word}")
  endforeach()
  target_link_options(${target} PRIVATE "--js-transform=${command}")
endfunction()

function(_heaplift_rewrite_after_link target options)
  # For .html, the JavaScript stands beside it.
  set(page "$<STREQUAL:$<TARGET_FILE_SUFFIX:${target}>,.html>")
  set(beside "$<TARGET_FILE_DIR:${target}>/$<TARGET_FILE_BASE_NAME:${target}>.js")
  add_custom_command(TARGET ${target} POST_BUILD
    COMMAND heaplift::heaplift ${options} "$<IF:${page},${beside},$<TARGET_FILE:${target}>>"
    COMMENT "Rewriting the JavaScript of ${target} with heaplift" VERBATIM)
endfunction()

function(heaplift_target name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "AFTER_LINK" "" "PASS;OPTIONS;DEPENDS")
  if(DEFINED arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "heaplift_target: unknown arguments '${arg_UNPARSED_ARGUMENTS}'; there are PASS, OPTIONS, "
      "DEPENDS and AFTER_LINK")
  elseif(DEFINED arg_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "heaplift_target: nothing follows ${arg_KEYWORDS_MISSING_VALUES}")
  endif()
  if(NOT DEFINED arg_PASS)
    set(arg_PASS growth-check)
  endif()
  _heaplift_real_target(target ${name})
  _heaplift_check_arguments(${target} "${arg_PASS}" "${arg_OPTIONS}")
  cmake_language(EVAL CODE "cmake_language(DEFER CALL _heaplift_check_suffix [[${target}]])")

  list(TRANSFORM arg_PASS PREPEND "--pass=" OUTPUT_VARIABLE options)
  set(options rewrite --in-place ${options} ${arg_OPTIONS})
  if(arg_AFTER_LINK)
    _heaplift_rewrite_after_link(${target} "${options}")
  else()
    _heaplift_rewrite_while_linking(${target} "${options}")
  endif()
  set_target_properties(${target} PROPERTIES HEAPLIFT_COMMAND "${options}")
  list(TRANSFORM arg_DEPENDS REPLACE "^([^/$].*)$" "${CMAKE_CURRENT_SOURCE_DIR}/\\1")
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS "$<TARGET_FILE:heaplift::heaplift>" ${arg_DEPENDS})
  add_dependencies(${target} heaplift::heaplift)
endfunction()

set(_heaplift_empty_file "${CMAKE_CURRENT_LIST_DIR}/empty.js" CACHE INTERNAL "A file for heaplift to try options on")
