#pragma once

#include "sim/scenario/scenario.h"

#include <cstdint>
#include <string>

namespace tcpsim {

enum class Language : std::uint8_t { english, chinese };

/// The language of messages by LC_ALL, LC_MESSAGES and LANG: the first that is not empty decides.
Language language_of_locale();

/// The side of `text` in that language.
const std::string& in_language(const sim::BilingualText& text, Language language);

} // namespace tcpsim
