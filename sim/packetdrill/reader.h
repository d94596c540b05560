#pragma once

// The readers of one subject each. A reader begins where its subject begins and leaves the cursor
// behind it; an Error carries its line.

#include "sim/packetdrill/cursor.h"
#include "sim/packetdrill/script.h"

namespace sim::packetdrill {

Expected<EventTime> read_time(Cursor& cursor);

/// A packet, from its `<` or `>` on.
Expected<Action> read_packet(Cursor& cursor);
/// A list in angles, from `<` on; absent for `<...>`.
Expected<std::optional<std::vector<TcpOption>>> read_options(Cursor& cursor);
/// What stands behind `icmp`.
Expected<IcmpPacket> read_icmp(Cursor& cursor);

Expected<Call> read_call(Cursor& cursor);

/// The commands of the text between back quotes, which begins in `line`.
Expected<std::vector<Command>> read_shell(std::string_view text, std::uint32_t line);

/// The statements of the text between `%{` and `}%`.
Expected<std::vector<Statement>> read_code(std::string_view text, std::uint32_t line);

} // namespace sim::packetdrill
