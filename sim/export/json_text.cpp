#include "sim/export/json_text.h"

#include "sim/export/utf8.h"

#include <cstdint>

namespace sim {

namespace {

void append_control(std::string& out, unsigned char letter) {
    constexpr std::string_view digits{"0123456789abcdef"};
    switch (letter) {
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
    }
    out += "\\u00";
    out += digits[letter >> 4U];
    out += digits[letter & 15U];
}

} // namespace

std::string json_string(std::string_view text) {
    std::string out{'"'};
    while (!text.empty()) {
        const CodePoint point = first_code_point(text);
        if (!point.valid)
            out += "\\ufffd";
        else if (point.value < 0x20 || point.value == 0x7f)
            append_control(out, static_cast<unsigned char>(point.value));
        else if (point.value == '"' || point.value == '\\')
            (out += '\\') += static_cast<char>(point.value);
        else
            out += text.substr(0, point.length);
        text.remove_prefix(point.length);
    }
    return out + '"';
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view letters{
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"};
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = group << 8U
                    | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            out += i + k > bytes.size() ? '=' : letters[group >> (18U - 6U * k) & 63U];
    }
    return out;
}

} // namespace sim
