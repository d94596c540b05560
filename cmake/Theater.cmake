# What every target of the project shares.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()

# GCC 12 warns of ghosts inside its own std::string and std::vector once it optimises.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set(theater_ghosts -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread)
  add_compile_options(${theater_ghosts})
  add_link_options(${theater_ghosts})
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # Sources with precompiled headers are kept too.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE_PROGRAM})
endif()

# theater_library(NAME SOURCES... [LINK TARGETS...]): a static library whose includes start at the top.
function(theater_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_compile_options(${name} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                                         -Wno-sign-conversion -Werror=switch)
  target_link_libraries(${name} PUBLIC ${ARG_LINK})
  if(name MATCHES "^sim_")
    theater_trains(${name} ${ARG_SOURCES})
  endif()
endfunction()

# What Qt brings is compiled once for many sources. The lint reads each source without it, so that a missing include
# shows there.
option(THEATER_PRECOMPILED_QT "Precompile the headers of Qt" ON)

# theater_precompiles(TARGET [REUSE OTHER] HEADERS...): the headers, or those that OTHER has compiled with the same flags.
function(theater_precompiles target)
  cmake_parse_arguments(ARG "" "REUSE" "" ${ARGN})
  if(NOT THEATER_PRECOMPILED_QT)
    return()
  endif()
  if(ARG_REUSE)
    target_precompile_headers(${target} REUSE_FROM ${ARG_REUSE})
  else()
    target_precompile_headers(${target} PRIVATE ${ARG_UNPARSED_ARGUMENTS})
  endif()
endfunction()

# theater_list_tests(NAME): a library of the requirements and of the tests that speak of them, read from the tests.
function(theater_list_tests name)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/*.pkt ${PROJECT_SOURCE_DIR}/tests/*.cpp)
  set(list ${CMAKE_CURRENT_BINARY_DIR}/test_files.txt)
  string(REPLACE ";" "\n" lines "${files}")
  file(CONFIGURE OUTPUT ${list} CONTENT "${lines}\n" @ONLY)
  set(output ${PROJECT_BINARY_DIR}/generated/sim/rule/tests.inc)
  set(script ${PROJECT_SOURCE_DIR}/cmake/ListTests.cmake)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DFILES=${list} -DROOT=${PROJECT_SOURCE_DIR} -DOUTPUT=${output} -P ${script}
    DEPENDS ${files} ${list} ${script}
    VERBATIM)
  theater_library(${name} SOURCES rule/requirement.cpp ${output} LINK sim_base)
  target_include_directories(${name} PRIVATE ${PROJECT_BINARY_DIR}/generated)
endfunction()

# moc shall see the macros of standard C++ as the compiler does: GNU's "linux" would hide our profile.
list(APPEND CMAKE_CXX_COMPILER_PREDEFINES_COMMAND -std=c++20)
