#include "sim/base/expected.h"

namespace sim {

std::string to_text(const Error& error) {
    std::string text;
    if (!error.file.empty()) text += error.file + ":";
    if (error.line != 0) text += std::to_string(error.line) + ":";
    if (error.line != 0 && error.column != 0) text += std::to_string(error.column) + ":";
    if (!text.empty()) text += " ";
    text += error.message;
    if (!error.remedy.empty()) text += "; " + error.remedy;
    return text;
}

} // namespace sim
