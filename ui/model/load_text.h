#pragma once

#include "ui/model/queue_moment.h"

#include <string_view>
#include <vector>

#include <QString>

namespace ui {

/// What a client at the door says of itself: who it is, how it stands, since when.
struct VisitText {
    QString name;   ///< "A, the 1st client"
    QString stands; ///< "waits at the door"
    QString since;  ///< "came at 1.00 s, 3rd SYN"
};
VisitText visitText(const sim::Trace& trace, const Visit& visit, std::size_t place, sim::Time now);

/// A line of the table of counts. A stage that has not counted it has no number.
struct CountRow {
    QString name;  ///< Linux's name, or a word
    QString words; ///< what it means, plainly
    std::uint64_t model{};
    std::optional<std::uint64_t> kernel;
};

/// What has become of the flood's SYNs, by one stage's count at one instant each.
std::vector<CountRow> outcomeRows(const sim::FloodCounts& model, const sim::FloodCounts* kernel);
/// What has become of every SYN of the flood, why, and of which; only the model and only once the
/// whole flood has left.
std::vector<CountRow> fateRows(const LoadStory& story, sim::Time now);
/// The listener's counters, with Linux's names.
std::vector<CountRow> counterRows(const sim::ListenCounts& model, const sim::ListenCounts* kernel);

/// What a counter with one of Linux's names counts; empty for other names.
QString counterWords(std::string_view name);

/// "12,345".
QString countText(std::uint64_t count);

/// "Slot 3: sent again twice, 2 retries left, next in 1.2 s".
QString slotText(const SlotFigure& slot);

} // namespace ui
