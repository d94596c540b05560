#pragma once

#include "ui/model/byte_ribbon.h"

#include <functional>

#include <QString>

namespace ui {

/// What has become of bytes: the first seven as their sender sees them, the others as their
/// receiver does.
enum class ByteFate : std::uint8_t {
    acknowledged,
    in_flight, ///< sent and not acknowledged
    again,     ///< the same, and sent more than once
    sacked,    ///< not acknowledged, but a SACK block says that they have arrived
    lost,      ///< sent, and not on the way any more
    allowed,   ///< may be sent: the receiver's window takes them
    forbidden, ///< may not be sent yet, or never will be
    read,      ///< by the receiving program
    unread,    ///< in order, and not read yet
    buffered,  ///< arrived out of order
    room,      ///< the window is open for them
    no_room,   ///< beyond the window
};
inline constexpr std::size_t byte_fates = 12;

/// Bytes beside each other that have one fate.
struct FateRange {
    ByteRange bytes;
    ByteFate fate{};

    bool operator==(const FateRange&) const = default;
};

/// The fates of the bytes in `shown`, which has no gap, as the sender sees them; none of those
/// whose fate nobody knows. They are as long as they can be within `shown`.
std::vector<FateRange> sentFates(const ByteFlow& flow, ByteRange shown);
/// And as the receiver sees them.
std::vector<FateRange> heldFates(const ByteFlow& flow, ByteRange shown);

/// "acknowledged", "in flight" and so on.
QString fateName(ByteFate fate);

/// What a sentence about bytes needs to know.
struct FateWords {
    QString sender, receiver; ///< the hosts' names
    std::function<QString(std::int64_t number)> number;
};
/// "A's bytes 1461 to 2920 (1,460): lost on the way. A only notices that no ACK covers them."
QString fateText(const FateRange& range, const FateWords& words);

} // namespace ui
