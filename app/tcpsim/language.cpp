#include "app/tcpsim/language.h"

#include <cstdlib>
#include <string_view>

namespace tcpsim {

Language language_of_locale() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* const value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): one thread
        if (value == nullptr || *value == '\0') continue;
        return std::string_view(value).substr(0, 2) == "zh" ? Language::chinese : Language::english;
    }
    return Language::english;
}

const std::string& in_language(const sim::BilingualText& text, Language language) {
    return language == Language::chinese ? text.zh : text.en;
}

} // namespace tcpsim
