#include "ui/theme/theme.h"

#include "sim/base/assert.h"

#include <array>

#include <QString>

namespace ui {

namespace {

constexpr std::array all_themes{ThemeName::dark, ThemeName::light, ThemeName::high_contrast};

Theme dark() {
    return {.name = ThemeName::dark,
            .host_a = QColor::fromRgb(0x3AA3D7U),
            .host_b = QColor::fromRgb(0xF2AE2EU),
            .opening = QColor::fromRgb(0x45D0A3U),
            .pure_ack = QColor::fromRgb(0xA1B0CDU),
            .closing = QColor::fromRgb(0xC4779DU),
            .sacked = QColor::fromRgb(0xAB73FFU),
            .alarm = QColor::fromRgb(0xFF7B47U),
            .accent = QColor::fromRgb(0x8FA8FFU),
            .background = QColor::fromRgb(0x0D121DU),
            .card = QColor::fromRgb(0x151C2BU),
            .field = QColor::fromRgb(0x1E273AU),
            .border = QColor::fromRgb(0x2B3650U),
            .text = QColor::fromRgb(0xEAF0FAU),
            .second_text = QColor::fromRgb(0xAAB7CFU),
            .third_text = QColor::fromRgb(0x8492ADU)};
}

Theme light() {
    return {.name = ThemeName::light,
            .host_a = QColor::fromRgb(0x1675B4U),
            .host_b = QColor::fromRgb(0xAB6200U),
            .opening = QColor::fromRgb(0x026640U),
            .pure_ack = QColor::fromRgb(0x58657EU),
            .closing = QColor::fromRgb(0x801753U),
            .sacked = QColor::fromRgb(0x7C1FE0U),
            .alarm = QColor::fromRgb(0x9B2800U),
            .accent = QColor::fromRgb(0x3D55C4U),
            .background = QColor::fromRgb(0xEEF1F6U),
            .card = QColor::fromRgb(0xFFFFFFU),
            .field = QColor::fromRgb(0xF3F6FBU),
            .border = QColor::fromRgb(0xD3DBE8U),
            .text = QColor::fromRgb(0x121826U),
            .second_text = QColor::fromRgb(0x435068U),
            .third_text = QColor::fromRgb(0x5F6D86U)};
}

Theme highContrast() {
    return {.name = ThemeName::high_contrast,
            .host_a = QColor::fromRgb(0x6CC8FFU),
            .host_b = QColor::fromRgb(0xFFB000U),
            .opening = QColor::fromRgb(0x00E0A0U),
            .pure_ack = QColor::fromRgb(0xFFFFFFU),
            .closing = QColor::fromRgb(0xFF9BD0U),
            .sacked = QColor::fromRgb(0xAD80FFU),
            .alarm = QColor::fromRgb(0xFF8A50U),
            .accent = QColor::fromRgb(0xF0E442U),
            .background = QColor::fromRgb(0x000000U),
            .card = QColor::fromRgb(0x000000U),
            .field = QColor::fromRgb(0x000000U),
            .border = QColor::fromRgb(0xFFFFFFU),
            .text = QColor::fromRgb(0xFFFFFFU),
            .second_text = QColor::fromRgb(0xFFFFFFU),
            .third_text = QColor::fromRgb(0xFFFFFFU)};
}

Theme onScreen(ThemeName name) {
    switch (name) {
    case ThemeName::dark: return dark();
    case ThemeName::light: return light();
    case ThemeName::high_contrast: return highContrast();
    }
    sim::unreachable();
}

} // namespace

QColor Theme::tint(const QColor& hue) const {
    return mixed(card, hue, isDark() ? 0.22 : 0.20);
}

Theme themeNamed(ThemeName name, Projection projection) {
    Theme theme = onScreen(name);
    if (projection == Projection::projector) {
        theme.type_factor = 1.32;
        theme.stroke_factor = 1.5;
    }
    return theme;
}

ThemeName themeAfter(ThemeName name) {
    switch (name) {
    case ThemeName::dark: return ThemeName::light;
    case ThemeName::light: return ThemeName::high_contrast;
    case ThemeName::high_contrast: return ThemeName::dark;
    }
    sim::unreachable();
}

QString keyOf(ThemeName name) {
    switch (name) {
    case ThemeName::dark: return QStringLiteral("dark");
    case ThemeName::light: return QStringLiteral("light");
    case ThemeName::high_contrast: return QStringLiteral("high-contrast");
    }
    sim::unreachable();
}

ThemeName themeWithKey(const QString& key) {
    for (const ThemeName name : all_themes)
        if (keyOf(name) == key) return name;
    return ThemeName::dark;
}

QColor mixed(const QColor& from, const QColor& to, qreal share) {
    const auto between = [share](float a, float b) {
        return static_cast<float>(a + (b - a) * static_cast<float>(share));
    };
    return QColor::fromRgbF(between(from.redF(), to.redF()), between(from.greenF(), to.greenF()),
                            between(from.blueF(), to.blueF()));
}

} // namespace ui
