#include "sim/export/phrase.h"

#include "sim/base/assert.h"

namespace sim {

std::string_view in(Language language, std::string_view english, std::string_view chinese) {
    switch (language) {
    case Language::english: return english;
    case Language::chinese: return chinese;
    }
    unreachable();
}

std::string said(Language language, const Phrase& phrase, const std::vector<std::string>& parts) {
    const std::string_view pattern = in(language, phrase.english, phrase.chinese);
    std::string text;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        if (pattern[at] != '{') {
            text += pattern[at];
            continue;
        }
        text += parts.at(static_cast<std::size_t>(pattern[at + 1] - '0'));
        at += 2;
    }
    return text;
}

} // namespace sim
