#pragma once

#include "sim/rule/rule.h"

#include <QString>

namespace ui {

/// Where a rule stands, in the window's language: "RFC 9293 3.10.1", "Linux net.core.somaxconn",
/// "textbook go-back-N". Empty for Rule::none.
QString clauseText(sim::Rule rule);

} // namespace ui
