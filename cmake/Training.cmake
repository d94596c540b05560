# The release is compiled with what runs of the bench have taught: which way branches mostly go, and what is called often.
# A build of its own, in the folder training/, records that, and does so anew when one of its sources changes.
option(THEATER_TRAINED "Compile the model with what runs of the bench teach (GCC)" OFF)
option(THEATER_RECORDS_TRAINING "Be the build that records it; that of THEATER_TRAINED sets this" OFF)
mark_as_advanced(THEATER_RECORDS_TRAINING)

set(theater_lessons ${PROJECT_BINARY_DIR}/training/lessons)
# Lessons are found by an object's path within its build, whose own path the compiler knows without symbolic links.
file(REAL_PATH ${PROJECT_BINARY_DIR} real_build)
set(theater_lessons_by -fprofile-prefix-path=${real_build})

if(THEATER_RECORDS_TRAINING)
  set(lessons ${PROJECT_BINARY_DIR}/lessons)
  add_compile_options(-fprofile-generate=${lessons} ${theater_lessons_by})
  add_link_options(-fprofile-generate=${lessons})
elseif(THEATER_TRAINED AND (CMAKE_CROSSCOMPILING OR NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU"
                            OR CMAKE_CXX_COMPILER_VERSION VERSION_LESS 12))
  message(STATUS "The model is compiled without training, which needs GCC 12 or later and a bench that can run here")
  set(THEATER_TRAINED OFF)
elseif(THEATER_TRAINED)
  set(training ${PROJECT_BINARY_DIR}/training)
  set(bench ${training}/bin/theater_bench)
  file(GLOB_RECURSE taught CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/sim/*.cpp ${PROJECT_SOURCE_DIR}/sim/*.h
       ${PROJECT_SOURCE_DIR}/tests/bench/*.cpp ${PROJECT_SOURCE_DIR}/tests/bench/*.h)
  add_custom_command(
    OUTPUT ${training}/done
    COMMAND ${CMAKE_COMMAND} -S ${PROJECT_SOURCE_DIR} -B ${training} -G ${CMAKE_GENERATOR}
            -DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER} -DCMAKE_CXX_FLAGS=${CMAKE_CXX_FLAGS} -DCMAKE_BUILD_TYPE=${CMAKE_BUILD_TYPE}
            -DTHEATER_RECORDS_TRAINING=ON -DTHEATER_UI=OFF -DTHEATER_LIVE=OFF
    COMMAND ${CMAKE_COMMAND} --build ${training} --target theater_bench
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${theater_lessons}
    COMMAND ${bench} --bytes 30000000
    COMMAND ${bench} --bytes 30000000 --loss 0.01 --sack
    COMMAND ${bench} --bytes 30000000 --sack --trace
    COMMAND ${bench} --bytes 30000000 --copies
    COMMAND ${bench} --bytes 30000000 --jump
    COMMAND ${bench} --flows 100 --bytes 100000 --sack --copies
    COMMAND ${bench} --syns 100000
    COMMAND ${bench} --syns 100000 --trace
    COMMAND ${CMAKE_COMMAND} -E touch ${training}/done
    DEPENDS ${taught}
    COMMENT "Building and running what the release learns from"
    USES_TERMINAL VERBATIM)
  add_custom_target(training DEPENDS ${training}/done)
endif()

# theater_trains(TARGET SOURCES...): they are compiled with the lessons, and anew when these change. What no run has come by
# is compiled as without.
function(theater_trains target)
  if(NOT THEATER_TRAINED)
    return()
  endif()
  add_dependencies(${target} training)
  set_source_files_properties(${ARGN} PROPERTIES OBJECT_DEPENDS ${PROJECT_BINARY_DIR}/training/done)
  target_compile_options(${target} PRIVATE -fprofile-use=${theater_lessons} ${theater_lessons_by}
                                           -fprofile-partial-training -Wno-missing-profile)
endfunction()
