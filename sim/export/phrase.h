#pragma once

#include "sim/rule/rule.h"

#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// One of two texts.
std::string_view in(Language language, std::string_view english, std::string_view chinese);

/// A sentence in both languages; {0} to {9} stand for what is filled in.
struct Phrase {
    std::string_view english, chinese;
};

/// The sentence in one language with its places filled.
std::string said(Language language, const Phrase& phrase, const std::vector<std::string>& parts);

} // namespace sim
