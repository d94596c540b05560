#include "ui/layout/plot_axis.h"

#include "sim/base/assert.h"
#include "ui/layout/time_text.h"
#include "ui/model/load_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

namespace ui {

namespace {

constexpr double second_ns = 1e9;
constexpr double wrap = 4294967296.0;

/// A unit, how many of the base unit it is, and from where on it is used, where that is not one.
struct Scale {
    double size{};
    const char* name{};
    double from{};
};

constexpr std::array<Scale, 4> byte_scales{{{1, "B"}, {1e3, "kB"}, {1e6, "MB"}, {1e9, "GB"}}};
constexpr std::array<Scale, 4> rate_scales{
    {{1, "bit/s"}, {1e3, "kbit/s"}, {1e6, "Mbit/s"}, {1e9, "Gbit/s"}}};
/// As far as ten seconds in the unit in which the time bar tells of instants.
constexpr std::array<Scale, 3> time_scales{{{1e3, "µs"}, {1e6, "ms"}, {1e9, "s", 1e10}}};
constexpr std::array<Scale, 1> number_scales{{{1, ""}}};

std::span<const Scale> scalesOf(PlotUnit unit) {
    switch (unit) {
    case PlotUnit::sequence: return number_scales;
    case PlotUnit::bytes: return byte_scales;
    case PlotUnit::time: return time_scales;
    case PlotUnit::rate: return rate_scales;
    }
    sim::unreachable();
}

/// The largest scale that does not exceed the number.
Scale scaleFor(double value, PlotUnit unit) {
    const std::span<const Scale> scales = scalesOf(unit);
    Scale fitting = scales.front();
    for (const Scale& scale : scales)
        if (std::max(scale.size, scale.from) <= std::abs(value)) fitting = scale;
    return fitting;
}

QString withUnit(const QString& number, const Scale& scale) {
    const QString unit = QString::fromUtf8(scale.name);
    return unit.isEmpty() ? number : number + QLatin1Char(' ') + unit;
}

int decimalsFor(double step) {
    return std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 6);
}

QString threeDigits(double value) {
    const double size = std::abs(value);
    const int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
    QString text = QString::number(value, 'f', decimals);
    while (text.contains(QLatin1Char('.'))
           && (text.endsWith(QLatin1Char('0')) || text.endsWith(QLatin1Char('.'))))
        text.chop(1);
    return text;
}

QString sequenceText(double value) {
    const double wrapped = value - std::floor(value / wrap) * wrap;
    return countText(static_cast<std::uint64_t>(wrapped));
}

/// The multiples of a step between two values.
struct StepGrid {
    double low{}, high{}, step{};

    [[nodiscard]] double first() const { return std::ceil(low / step - slack) * step; }
    [[nodiscard]] int count() const {
        return static_cast<int>(std::floor(high / step + slack) - first() / step + 1);
    }

private:
    static constexpr double slack = 1e-6; ///< of a step
};

/// One number alone says nothing of a scale: then the steps are smaller.
StepGrid gridFor(double low, double high, int most, PlotUnit unit) {
    constexpr double less = 2.6; ///< leads to the next smaller step of all that there are
    const bool is_whole = unit == PlotUnit::sequence || unit == PlotUnit::bytes;
    const double least = is_whole ? 1 : 0;
    StepGrid grid{low, high, std::max(least, roundStep((high - low) / most, unit))};
    while (grid.count() < 2 && grid.step > least)
        grid.step = std::max(least, roundStep(grid.step / less, unit));
    return grid;
}

} // namespace

double roundStep(double least, PlotUnit unit) {
    if (unit == PlotUnit::time && least > second_ns) {
        constexpr std::array<double, 9> seconds{2, 5, 10, 20, 30, 60, 120, 300, 600};
        for (const double step : seconds)
            if (step * second_ns >= least) return step * second_ns;
    }
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double step : {1.0, 2.0, 5.0, 10.0})
        if (step * power >= least * (1 - 1e-9)) return step * power;
    return 10 * power;
}

std::vector<PlotTick> roundTicks(double low, double high, int most, PlotUnit unit,
                                 std::uint32_t offset) {
    std::vector<PlotTick> ticks;
    if (high <= low || most < 1) return ticks;
    const Scale scale = scaleFor(std::max(std::abs(low), std::abs(high)), unit);
    const double shift = unit == PlotUnit::sequence ? offset : 0;
    const StepGrid grid = gridFor(low + shift, high + shift, most, unit);
    const double step = grid.step;
    for (int n = 0; n < grid.count(); ++n) {
        const double value = grid.first() + n * step;
        const QString number =
            unit == PlotUnit::sequence
                ? sequenceText(value)
                : QString::number(value / scale.size, 'f', decimalsFor(step / scale.size));
        ticks.push_back({value - shift, withUnit(number, scale)});
    }
    return ticks;
}

std::vector<PlotTick> ratioTicks(double low, double high, int most, PlotUnit unit) {
    std::vector<PlotTick> all, halves, powers;
    const auto first = static_cast<int>(std::floor(std::log10(std::max(low, 1.0))));
    const auto last = static_cast<int>(std::floor(std::log10(std::max(high, 1.0))));
    for (int exponent = first; exponent <= last; ++exponent) {
        const double power = std::pow(10.0, exponent);
        const auto add = [&](std::vector<PlotTick>& ticks, double times) {
            const double value = times * power;
            if (value >= low && value <= high) ticks.push_back({value, plotValueText(value, unit)});
        };
        for (const double times : {1.0, 2.0, 5.0})
            add(all, times);
        for (const double times : {1.0, 3.0})
            add(halves, times);
        add(powers, 1);
    }
    for (std::vector<PlotTick>* ticks : {&all, &halves})
        if (static_cast<int>(ticks->size()) <= most) return std::move(*ticks);
    return powers;
}

QString plotValueText(double value, PlotUnit unit) {
    if (unit == PlotUnit::sequence) return sequenceText(value);
    if (unit == PlotUnit::time)
        return durationText(sim::Duration{static_cast<std::int64_t>(value)});
    const Scale scale = scaleFor(value, unit);
    return withUnit(threeDigits(value / scale.size), scale);
}

QString plotValuesText(double first, double second, PlotUnit unit) {
    constexpr double least_seen = 0.01;
    const QString between = QStringLiteral(" · ");
    const Scale scale = scaleFor(std::max(first, second), unit);
    const double lesser = std::min(first, second) / scale.size;
    if (unit == PlotUnit::sequence || (lesser != 0 && lesser < least_seen))
        return plotValueText(first, unit) + between + plotValueText(second, unit);
    return withUnit(threeDigits(first / scale.size) + between + threeDigits(second / scale.size),
                    scale);
}

QString instantText(std::int64_t at_ns, std::int64_t to_ns, double resolution_ns) {
    const Scale scale = scaleFor(static_cast<double>(to_ns), PlotUnit::time);
    const int decimals = decimalsFor(std::max(resolution_ns, 1.0) / scale.size);
    return withUnit(QString::number(static_cast<double>(at_ns) / scale.size, 'f', decimals), scale);
}

} // namespace ui
