#include "ui/model/byte_fates.h"

#include "sim/base/assert.h"
#include "ui/model/load_text.h"

#include <algorithm>
#include <limits>

#include <QCoreApplication>

namespace ui {

namespace {

constexpr std::int64_t endless = std::numeric_limits<std::int64_t>::max();

/// Ranges of one fate.
struct FateLayer {
    const std::vector<ByteRange>& ranges;
    ByteFate fate{};
};

/// Lays ranges one behind the other, from the first byte that is shown to the last.
class FateRow {
public:
    explicit FateRow(ByteRange shown) : shown_(shown), next_(shown.from) {}

    /// All that is before `to` and has no fate yet.
    void upTo(std::int64_t to, ByteFate fate) {
        to = std::min(to, shown_.to);
        if (to <= next_) return;
        if (!row_.empty() && row_.back().fate == fate)
            row_.back().bytes.to = to;
        else
            row_.push_back({{next_, to}, fate});
        next_ = to;
    }
    /// The same, where later layers lie upon earlier ones.
    void upTo(std::int64_t to, ByteFate fate, const std::vector<FateLayer>& layers) {
        while (next_ < std::min(to, shown_.to)) {
            std::int64_t until = to;
            ByteFate uppermost = fate;
            for (const FateLayer& layer : layers)
                for (const ByteRange& range : layer.ranges) {
                    if (range.from <= next_ && next_ < range.to) uppermost = layer.fate;
                    until = nearestBorder(range, until);
                }
            upTo(until, uppermost);
        }
    }
    /// All that is before `to` and has no fate yet has none.
    void skipTo(std::int64_t to) { next_ = std::max(next_, std::min(to, shown_.to)); }
    [[nodiscard]] const std::vector<FateRange>& row() const { return row_; }

private:
    /// The first border of `range` that is still to come; `until` where that comes first.
    [[nodiscard]] std::int64_t nearestBorder(const ByteRange& range, std::int64_t until) const {
        if (range.from > next_) return std::min(until, range.from);
        return range.to > next_ ? std::min(until, range.to) : until;
    }

    ByteRange shown_;
    std::int64_t next_;
    std::vector<FateRange> row_;
};

} // namespace

/// Behind a FIN there are no bytes any more. Where nobody knows SND.UNA, nobody knows which of
/// the bytes that have left are still in flight.
std::vector<FateRange> sentFates(const ByteFlow& flow, ByteRange shown) {
    FateRow row(shown);
    if (!flow.una) row.skipTo(flow.sent);
    row.upTo(std::min(flow.una.value_or(1), flow.sent), ByteFate::acknowledged);
    row.upTo(flow.sent, ByteFate::in_flight,
             {{flow.again, ByteFate::again},
              {flow.lost, ByteFate::lost},
              {flow.sacked, ByteFate::sacked}});
    if (flow.window_end && !flow.fin) row.upTo(*flow.window_end, ByteFate::allowed);
    row.upTo(endless, ByteFate::forbidden);
    return row.row();
}

/// A FIN counts in RCV.NXT, but is no byte that anybody reads; nothing comes behind it.
std::vector<FateRange> heldFates(const ByteFlow& flow, ByteRange shown) {
    FateRow row(shown);
    const std::int64_t in_order = std::min(flow.received.value_or(1), flow.sent);
    row.upTo(std::min(flow.read, in_order), ByteFate::read);
    row.upTo(in_order, ByteFate::unread);
    const bool ended = flow.fin && flow.received.value_or(1) > *flow.fin;
    if (flow.receive_end && !ended)
        row.upTo(std::max(*flow.receive_end, in_order), ByteFate::room,
                 {{flow.buffered, ByteFate::buffered}});
    row.upTo(endless, ByteFate::no_room);
    return row.row();
}

QString fateName(ByteFate fate) {
    switch (fate) {
    case ByteFate::acknowledged: return QCoreApplication::translate("Ribbon", "acknowledged");
    case ByteFate::in_flight: return QCoreApplication::translate("Ribbon", "in flight");
    case ByteFate::again: return QCoreApplication::translate("Ribbon", "sent again");
    case ByteFate::sacked: return QCoreApplication::translate("Ribbon", "SACKed");
    case ByteFate::lost: return QCoreApplication::translate("Ribbon", "lost");
    case ByteFate::allowed: return QCoreApplication::translate("Ribbon", "free");
    case ByteFate::forbidden: return QCoreApplication::translate("Ribbon", "beyond the window");
    case ByteFate::read: return QCoreApplication::translate("Ribbon", "read");
    case ByteFate::unread: return QCoreApplication::translate("Ribbon", "unread");
    case ByteFate::buffered: return QCoreApplication::translate("Ribbon", "out of order");
    case ByteFate::room: return QCoreApplication::translate("Ribbon", "room");
    case ByteFate::no_room: return QCoreApplication::translate("Ribbon", "no room");
    }
    sim::unreachable();
}

namespace {

/// %1 sends, %2 receives.
QString sentenceOf(ByteFate fate) {
    switch (fate) {
    case ByteFate::acknowledged:
        return QCoreApplication::translate("Ribbon", "acknowledged. %1 may forget them.");
    case ByteFate::in_flight:
        return QCoreApplication::translate("Ribbon", "in flight. %1 has sent them and has no ACK "
                                                     "of them yet.");
    case ByteFate::again:
        return QCoreApplication::translate("Ribbon", "sent again. %1 has sent them more than once "
                                                     "and has no ACK of them yet.");
    case ByteFate::sacked:
        return QCoreApplication::translate("Ribbon", "SACKed. %2 has told %1 that they arrived "
                                                     "behind a gap; only an ACK lets %1 forget "
                                                     "them.");
    case ByteFate::lost:
        return QCoreApplication::translate("Ribbon", "lost on the way. %1 only notices that no ACK "
                                                     "covers them.");
    case ByteFate::allowed:
        return QCoreApplication::translate("Ribbon", "free. %1 may send them: %2's window takes "
                                                     "them.");
    case ByteFate::forbidden:
        return QCoreApplication::translate("Ribbon", "not to be sent: they lie beyond the window "
                                                     "that %1 knows of, or behind its FIN.");
    case ByteFate::read: return QCoreApplication::translate("Ribbon", "read by the program on %2.");
    case ByteFate::unread:
        return QCoreApplication::translate("Ribbon", "unread. They lie in %2's buffer until its "
                                                     "program calls recv().");
    case ByteFate::buffered:
        return QCoreApplication::translate("Ribbon", "out of order. %2 keeps them until the gap "
                                                     "before them is filled.");
    case ByteFate::room:
        return QCoreApplication::translate("Ribbon", "room. %2 takes them when they come.");
    case ByteFate::no_room:
        return QCoreApplication::translate("Ribbon", "beyond the window of %2, or behind the FIN. "
                                                     "%2 would not take them.");
    }
    sim::unreachable();
}

bool isOpenEnded(ByteFate fate) {
    return fate == ByteFate::forbidden || fate == ByteFate::no_room;
}

} // namespace

QString fateText(const FateRange& range, const FateWords& words) {
    // Not arg(): some sentences name only one of the two.
    const QString sentence = sentenceOf(range.fate)
                                 .replace(QStringLiteral("%1"), words.sender)
                                 .replace(QStringLiteral("%2"), words.receiver);
    const QString first = words.number(range.bytes.from);
    if (isOpenEnded(range.fate))
        return QCoreApplication::translate("Ribbon", "%1's bytes from %2 on: %3")
            .arg(words.sender, first, sentence);
    const std::int64_t count = range.bytes.to - range.bytes.from;
    if (count == 1)
        return QCoreApplication::translate("Ribbon", "%1's byte %2: %3")
            .arg(words.sender, first, sentence);
    return QCoreApplication::translate("Ribbon", "%1's bytes %2 to %3 (%4): %5")
        .arg(words.sender, first, words.number(range.bytes.to - 1),
             countText(static_cast<std::uint64_t>(count)), sentence);
}

} // namespace ui
