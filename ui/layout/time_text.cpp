#include "ui/layout/time_text.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using namespace std::chrono_literals;

/// `value` with three digits that matter, and no zeros after the point that say nothing.
QString threeDigits(double value) {
    const int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    QString text = QString::number(value, 'f', decimals);
    while (text.contains(QLatin1Char('.'))
           && (text.endsWith(QLatin1Char('0')) || text.endsWith(QLatin1Char('.'))))
        text.chop(1);
    return text;
}

} // namespace

QString durationText(sim::Duration span) {
    const auto ns = static_cast<double>(span.count());
    if (span < 1ms) return threeDigits(ns / 1e3) + QStringLiteral(" µs");
    if (span < 1s) return threeDigits(ns / 1e6) + QStringLiteral(" ms");
    return threeDigits(ns / 1e9) + QStringLiteral(" s");
}

TimeFormat::TimeFormat(sim::Duration flight) : flight_(flight), unit_(flight < 200us ? 1us : 1ms) {}

QString TimeFormat::unit() const {
    return unit_ == 1us ? QStringLiteral("µs") : QStringLiteral("ms");
}

QString TimeFormat::number(sim::Time time, sim::Duration resolution) const {
    const auto unit = static_cast<double>(unit_.count());
    const double digits =
        std::ceil(-std::log10(static_cast<double>(resolution.count()) / unit) - 1e-9);
    return QString::number(static_cast<double>(time.since_start_ns) / unit, 'f',
                           static_cast<int>(std::clamp(digits, 0.0, 6.0)));
}

QString TimeFormat::text(sim::Time time) const {
    return number(time, flight_ / 20) + QLatin1Char(' ') + unit();
}

} // namespace ui
