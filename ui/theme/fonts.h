#pragma once

#include "ui/theme/theme.h"

#include <cstdint>

#include <QFont>

namespace ui {

/// Only two weights: Chinese families have no others.
enum class Weight : std::uint8_t { normal, bold };

enum class Face : std::uint8_t {
    sans, ///< words
    mono, ///< numbers and code
};

/// Type sizes in pixels at 1x (a Theme's projector factor multiplies them).
namespace type_size {
inline constexpr qreal lesson_title = 20;
inline constexpr qreal host = 16;
inline constexpr qreal body = 14.5;
inline constexpr qreal badge = 13.5;
inline constexpr qreal card_title = 13;
inline constexpr qreal numbers = 13;
inline constexpr qreal state_pill = 12.5;
inline constexpr qreal small = 12.5;
} // namespace type_size

/// Text of every language. Families are asked for by name, so that Chinese is never left to
/// fallback.
QFont sansFont(const Theme& theme, qreal size, Weight weight = Weight::normal);
/// Numbers and code: every digit as wide as the next.
QFont monoFont(const Theme& theme, qreal size, Weight weight = Weight::normal);
QFont fontOf(const Theme& theme, Face face, qreal size, Weight weight);

} // namespace ui
