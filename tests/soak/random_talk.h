#pragma once

#include "tests/soak/draw.h"
#include "tests/soak/random_host.h"

#include <cstdint>
#include <string>
#include <vector>

namespace soak {

using Lines = std::vector<std::string>;

/// What both ends of a connection do once it stands. Who reads has a peer that reads to the end of
/// stream before it closes and never aborts, a link that loses nothing, or keep-alives: else it
/// might wait for a peer which is gone, and that is no fault of TCP's.
enum class Manner : std::uint8_t {
    polite,   ///< both write, shut down, read to the end of stream, close
    one_way,  ///< one writes and closes, the other reads to the end of stream
    echo,     ///< one asks and waits for the answer, again and again; the other gives back
    urgent,   ///< one writes an urgent byte among others, the other takes it and reads the rest
    rude,     ///< nobody reads; both end as they like
    one_rude, ///< one reads, the other ends as it likes
};
inline constexpr std::size_t manners = 6;

/// The two ends of a conversation.
enum class Role : std::uint8_t { first, second };

/// How one connection is used. Both ends are written with the same one.
struct Talk {
    Manner manner{};
    bool bulk{};          ///< the first one writes hundreds of segments
    bool keeps_alive{};   ///< both ask for keep-alives
    bool closes_always{}; ///< in a loop, where a program's end would come too late
};

Talk random_talk(Draw& draw, const Surroundings& around);

/// Writes the calls of programs.
class TalkWriter {
public:
    TalkWriter(Draw& draw, const Surroundings& around) : draw_(draw), around_(around) {}

    /// Options that count from the handshake on: before connect() or listen().
    void prepare(Lines& calls, const std::string& socket);
    /// Everything from then on.
    void talk(Lines& calls, const std::string& socket, const Talk& talk, Role role);

private:
    void option(Lines& calls, const std::string& socket, const std::string& name,
                std::uint64_t least, std::uint64_t most);
    void keeps_alive(Lines& calls, const std::string& socket);
    void changes_option(Lines& calls, const std::string& socket);
    void pauses(Lines& calls, std::uint64_t percent);
    void writes(Lines& calls, const std::string& socket, const Talk& talk, Role role);
    void writes_much(Lines& calls, const std::string& socket);
    void reads(Lines& calls, const std::string& socket);
    void asks(Lines& calls, const std::string& socket);
    void gives_back(Lines& calls, const std::string& socket);
    void writes_urgently(Lines& calls, const std::string& socket);
    void ends_somehow(Lines& calls, const std::string& socket, const Talk& talk);
    void ends_kindly(Lines& calls, const std::string& socket, const Talk& talk);

    Draw& draw_;
    const Surroundings& around_;
};

} // namespace soak
