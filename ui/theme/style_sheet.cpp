#include "ui/theme/style_sheet.h"

#include <QStringList>

namespace ui {

namespace {

/// The sheet with names of colours in place of colours.
const char* const sheet = R"(
QToolTip { background: @field; color: @text; border: 1px solid @border; padding: 4px; }
QComboBox, QAbstractSpinBox { background: @field; color: @text; border: 1px solid @border;
          border-radius: 6px; padding: 4px 8px; min-height: 20px; }
QComboBox:focus, QAbstractSpinBox:focus { border-color: @accent; }
QComboBox::drop-down { border: 0; width: 18px; }
QComboBox QAbstractItemView { background: @field; color: @text; border: 1px solid @border;
          selection-background-color: @accent; selection-color: @onhue; }
QMenu { background: @card; color: @text; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 5px 18px; border-radius: 4px; }
QMenu::item:selected { background: @field; }
QMenu::item:disabled { color: @third; }
QToolButton { background: @field; color: @text; border: 1px solid @border; border-radius: 8px;
          padding: 8px 12px; }
QToolButton:hover, QToolButton:focus { border-color: @accent; }
QToolButton::menu-indicator { image: none; width: 0; }
QPushButton { background: @field; color: @text; border: 1px solid @border; border-radius: 7px;
          padding: 6px 14px; }
QPushButton:hover, QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @third; }
QSlider::groove:horizontal { background: @handle; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; height: 4px; border-radius: 2px; }
QSlider::handle:horizontal { background: @text; border: 2px solid @card; width: 14px; height: 14px;
          margin: -7px 0; border-radius: 9px; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: @accent; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 9px; margin: 2px; }
QScrollBar::handle:vertical { background: @handle; border-radius: 2px; min-height: 28px; }
QScrollBar::handle:vertical:hover { background: @third; }
QScrollBar:horizontal { background: transparent; height: 9px; margin: 2px; }
QScrollBar::handle:horizontal { background: @handle; border-radius: 2px; min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

} // namespace

QString styleSheetOf(const Theme& theme) {
    QString text = QString::fromLatin1(sheet);
    text.replace(QLatin1String("@text"), theme.text.name());
    text.replace(QLatin1String("@third"), theme.third_text.name());
    text.replace(QLatin1String("@field"), theme.field.name());
    text.replace(QLatin1String("@card"), theme.card.name());
    text.replace(QLatin1String("@border"), theme.border.name());
    text.replace(QLatin1String("@accent"), theme.accent.name());
    text.replace(QLatin1String("@onhue"), theme.onHue().name());
    text.replace(QLatin1String("@handle"), mixed(theme.border, theme.third_text, 0.5).name());
    return text;
}

} // namespace ui
