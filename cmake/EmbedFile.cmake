# Writes OUTPUT, a source with the bytes of INPUT as the std::string_view SPACE::SYMBOL.
file(READ ${INPUT} digits HEX)
string(LENGTH "${digits}" length)
math(EXPR length "${length} / 2")
string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${digits}")
string(REPEAT "...." 32 line)
string(REGEX REPLACE "(${line})" "\\1\"\n    \"" bytes "${bytes}")
file(WRITE ${OUTPUT}
"#include <string_view>

namespace ${SPACE} {

extern const std::string_view ${SYMBOL};
const std::string_view ${SYMBOL}{
    \"${bytes}\",
    ${length}};

} // namespace ${SPACE}
")
