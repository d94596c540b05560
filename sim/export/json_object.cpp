#include "sim/export/json_object.h"

#include "sim/export/json_text.h"

namespace sim {

JsonObject& JsonObject::add(std::string_view name, std::string_view text) {
    return add_raw(name, json_string(text));
}

JsonObject& JsonObject::add_raw(std::string_view name, std::string_view json) {
    text_ += text_.empty() ? "\"" : ", \"";
    text_ += name;
    text_ += "\": ";
    text_ += json;
    return *this;
}

std::string json_array(const std::vector<std::string>& items) {
    std::string text;
    for (const std::string& item : items)
        text += (text.empty() ? "" : ", ") + item;
    return '[' + text + ']';
}

} // namespace sim
