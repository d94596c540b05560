#pragma once

#include <cstdint>
#include <vector>

#include <QString>

namespace ui {

/// What the numbers of a plot count.
enum class PlotUnit : std::uint8_t {
    sequence, ///< sequence numbers
    bytes,
    time, ///< nanoseconds
    rate, ///< bits a second
};

/// A round number of an axis.
struct PlotTick {
    double value{};
    QString text;
};

/// 1, 2 or 5 times a power of ten: the least such number that is not below `least`. For times above
/// a second it is 1, 2, 5, 10, 20, 30 or 60 s and so on.
double roundStep(double least, PlotUnit unit);

/// The round numbers from `low` to `high`, at most `most` of them but two at least, all written in
/// one unit with the same number of decimals. Ticks of sequence numbers are round when `offset` is
/// added, which is what their texts say, modulo 2^32.
std::vector<PlotTick> roundTicks(double low, double high, int most, PlotUnit unit,
                                 std::uint32_t offset = 0);

/// The same for an axis on which equal ratios are equally far apart: 1, 2 and 5 times powers of
/// ten, or 1 and 3 times, or these powers alone where that would be more than `most`. Each is
/// written in its own unit.
std::vector<PlotTick> ratioTicks(double low, double high, int most, PlotUnit unit);

/// "12.4 kB", "38 ms", "9.42 Mbit/s", "1,461": three digits that matter; sequence numbers whole.
QString plotValueText(double value, PlotUnit unit);

/// Two that are compared: in the unit of the greater one, "5.79 · 14.5 kB"; each in its own where
/// nothing of the lesser would be seen in that.
QString plotValuesText(double first, double second, PlotUnit unit);

/// An instant, in the unit of a plot that shows times up to `to_ns`, exact to `resolution_ns`:
/// "158.25 ms".
QString instantText(std::int64_t at_ns, std::int64_t to_ns, double resolution_ns);

} // namespace ui
