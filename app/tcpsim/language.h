#pragma once

#include "sim/rule/rule.h"
#include "sim/scenario/scenario.h"

#include <string>

namespace tcpsim {

using sim::Language;

/// The language of messages by LC_ALL, LC_MESSAGES and LANG: the first that is not empty decides.
Language language_of_locale();

/// The side of `text` in that language.
const std::string& in_language(const sim::BilingualText& text, Language language);

} // namespace tcpsim
