#pragma once

#include "sim/trace/record.h"

#include <cstdint>

#include <QColor>

namespace ui {

enum class ThemeName : std::uint8_t { dark, light, high_contrast };

/// A mode of every theme: larger type and heavier strokes for the back row of a lecture hall.
enum class Projection : std::uint8_t { screen, projector };

/// The colour `share` of the way from `from` to `to`; share 0 to 1.
QColor mixed(const QColor& from, const QColor& to, qreal share);

/// Everything about the look that does not depend on what is shown. Hue says what a thing is;
/// nothing is told by hue alone.
struct Theme {
    ThemeName name{};
    QColor host_a, host_b;                  ///< an end, its data, its bytes
    QColor opening;                         ///< SYN, SYN ACK; bytes that were acknowledged
    QColor pure_ack;                        ///< ACK alone
    QColor closing;                         ///< FIN
    QColor sacked;                          ///< what a SACK block has
    QColor alarm;                           ///< RST, warnings, timers, loss
    QColor accent;                          ///< selection, now line, play
    QColor background, card, field, border; ///< window, card, sunken field, hairlines
    QColor text, second_text, third_text;   ///< of falling weight
    qreal type_factor{1}, stroke_factor{1}; ///< of the projector mode

    [[nodiscard]] Projection projection() const {
        return type_factor > 1 ? Projection::projector : Projection::screen;
    }
    [[nodiscard]] bool isDark() const { return name != ThemeName::light; }
    /// The hue of a host: the first is A, every other one B.
    [[nodiscard]] const QColor& ofHost(sim::HostId host) const {
        return host == 0 ? host_a : host_b;
    }
    /// The colour of text on a surface filled with one of the hues.
    [[nodiscard]] QColor onHue() const { return isDark() ? background : card; }
    /// `hue` as a tint of the card, for capsules and boxes.
    [[nodiscard]] QColor tint(const QColor& hue) const;
    /// The colour of words about `hue` on its tint: the hue, brought nearer to the text until it is
    /// read well.
    [[nodiscard]] QColor onTint(const QColor& hue) const { return mixed(hue, text, 0.3); }

    bool operator==(const Theme&) const = default;
};

/// The theme as it is shipped.
Theme themeNamed(ThemeName name, Projection projection = Projection::screen);

/// The theme that follows when themes are gone through one by one: dark, light, high contrast.
ThemeName themeAfter(ThemeName name);

/// "dark", "light", "high-contrast": as settings and file names write it.
QString keyOf(ThemeName name);
/// The theme with that key; dark when there is none.
ThemeName themeWithKey(const QString& key);

} // namespace ui
