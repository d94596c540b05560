# Runs a program and holds it to what is expected; called by CTest, needs no Qt.
#   cmake -DPROGRAM=... -DARGUMENTS="run;handshake" [-DSTATUS=0] [-DGOLDEN=FILE] [-DSAYS=REGEX]
#         [-DTWICE=ON] -P expect.cmake
# GOLDEN: the standard output is this file's content, byte for byte. Approve a change on purpose with
#   THEATER_APPROVE=1 ctest --preset dev -L golden     and review the file like code.
# SAYS: standard output and error together match this. TWICE: a second run prints the same bytes.
if(NOT DEFINED STATUS)
  set(STATUS 0)
endif()

string(REPLACE ";" " " command_line "${ARGUMENTS}")
execute_process(COMMAND ${PROGRAM} ${ARGUMENTS}
  RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE errors)

if(NOT status EQUAL STATUS)
  message("${output}${errors}")
  message(FATAL_ERROR "${command_line}: status ${status}, expected ${STATUS}")
endif()
if(DEFINED SAYS AND NOT "${output}${errors}" MATCHES "${SAYS}")
  message("${output}${errors}")
  message(FATAL_ERROR "${command_line}: does not say '${SAYS}'")
endif()
if(TWICE)
  execute_process(COMMAND ${PROGRAM} ${ARGUMENTS} OUTPUT_VARIABLE again)
  if(NOT "${output}" STREQUAL "${again}" OR "${output}" STREQUAL "")
    message(FATAL_ERROR "${command_line}: two runs differ, or say nothing")
  endif()
endif()
if(DEFINED GOLDEN)
  if(DEFINED ENV{THEATER_APPROVE})
    file(WRITE ${GOLDEN} "${output}")
  endif()
  if(NOT EXISTS ${GOLDEN})
    message("${output}")
    message(FATAL_ERROR "${command_line}: ${GOLDEN} does not exist")
  endif()
  file(READ ${GOLDEN} expected)
  if(NOT "${output}" STREQUAL "${expected}")
    get_filename_component(name ${GOLDEN} NAME)
    file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/${name}.actual "${output}")
    execute_process(COMMAND diff -u ${GOLDEN} ${CMAKE_CURRENT_BINARY_DIR}/${name}.actual
      OUTPUT_VARIABLE difference)
    message("${difference}")
    message(FATAL_ERROR "${command_line}: not the golden output (how to approve: tests/cli/expect.cmake)")
  endif()
endif()
