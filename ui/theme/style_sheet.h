#pragma once

#include "ui/theme/theme.h"

#include <QString>

namespace ui {

/// The look of Qt's own widgets (fields, menus, scroll bars, tool tips) in a theme.
QString styleSheetOf(const Theme& theme);

} // namespace ui
