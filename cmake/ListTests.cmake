# cmake -DFILES=... -DROOT=... -DOUTPUT=... -P ListTests.cmake
#
# Which tests speak of which requirement or rule: a line TEST("MUST-36", "tests/packetdrill/...") for each requirement a
# script or test names, and one for each rule that a test expects as Rule::NAME.
set(lines "")
file(STRINGS ${FILES} paths)
foreach(path ${paths})
  file(READ ${path} text)
  file(RELATIVE_PATH name ${ROOT} ${path})
  string(REGEX MATCHALL "(MUST|SHLD|MAY|REC)-[0-9]+|Rule::[a-z0-9_]+" subjects "${text}")
  list(REMOVE_DUPLICATES subjects)
  foreach(subject ${subjects})
    string(REPLACE "Rule::" "" subject ${subject})
    string(APPEND lines "TEST(\"${subject}\", \"${name}\")\n")
  endforeach()
endforeach()
file(WRITE ${OUTPUT} "${lines}")
