#include "ui/model/overrides.h"

#include <algorithm>

namespace ui {

void setOverride(sim::Overrides& overrides, std::string_view key,
                 const std::optional<std::string>& value) {
    std::vector<sim::Setting>& settings = overrides.settings;
    const auto has_key = [key](const sim::Setting& setting) { return setting.key == key; };
    settings.erase(std::remove_if(settings.begin(), settings.end(), has_key), settings.end());
    if (value) settings.push_back({std::string(key), *value});
}

} // namespace ui
