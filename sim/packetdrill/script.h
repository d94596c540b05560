#pragma once

#include "sim/base/time.h"
#include "sim/packet/address_table.h"
#include "sim/packet/segment.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace sim::packetdrill {

/// When an event is due, as it is written: `1.5`, `+0.1`, `*`, `1~1.2`, `+0.1~+0.2`.
struct EventTime {
    enum class Kind : std::uint8_t { absolute, relative, any };
    Kind kind{};
    Duration at{};
    std::optional<Duration> until{};      ///< the end of a range, from the same base
    std::optional<Duration> returns_at{}; ///< `0...0.3`: a call that blocks comes back then

    bool operator==(const EventTime&) const = default;
};

enum class Way : std::uint8_t { in, out }; ///< `<` and `>`, as the stack under test sees it

/// What an IP header is asked to carry or to show (RFC 3168 5): nothing, where nothing is written.
struct IpFields {
    enum class Ecn : std::uint8_t { unsaid, not_ect, ect1, ect0, ce, any_ect };
    Ecn ecn{};
    std::optional<std::uint8_t> tos{};
    std::optional<std::uint8_t> ttl{};

    bool operator==(const IpFields&) const = default;
};

/// One TCP option where it stands in the list.
struct TcpOption {
    enum class Kind : std::uint8_t { eol, nop, mss, wscale, sack_ok, sack, timestamps, other };
    Kind kind{};
    std::uint32_t value{}; ///< of mss, wscale, TSval; the kind of another option
    std::uint32_t echo{};  ///< TSecr
    std::vector<SeqRange> sack{};

    bool operator==(const TcpOption&) const = default;
};

/// A TCP segment as a script writes it.
struct TcpPacket {
    Way way{};
    IpFields ip{};
    std::optional<std::uint16_t> from_port{}, to_port{};
    Flags flags{};
    std::uint32_t seq{}, end{};
    std::uint32_t length{};
    bool is_absolute{};                ///< `0:0(0)!`: the number is what is on the wire
    bool any_seq{};                    ///< `...(0)`
    std::optional<std::uint8_t> ace{}; ///< the three bits of accurate ECN (RFC 9768)
    std::optional<std::uint32_t> ack{};
    std::optional<std::uint16_t> window{};
    std::optional<std::uint16_t> urgent{};
    std::optional<std::vector<TcpOption>> options{}; ///< absent: `<...>`, any

    bool operator==(const TcpPacket&) const = default;
};

struct UdpPacket {
    Way way{};
    std::uint32_t length{};

    bool operator==(const UdpPacket&) const = default;
};

/// An ICMP message that arrives, with the part of a segment it quotes (RFC 792).
struct IcmpPacket {
    std::uint8_t type{}, code{};
    std::uint32_t mtu{};
    std::optional<std::uint32_t> quoted_seq{};

    bool operator==(const IcmpPacket&) const = default;
};

/// An argument or a result of a call.
struct Value {
    enum class Kind : std::uint8_t { wildcard, number, text, list, fields };
    Kind kind{};
    std::int64_t number{};
    std::string text{};               ///< of a text, or a name that has no number
    std::vector<Value> items{};       ///< of a list, or the values of fields
    std::vector<std::string> names{}; ///< of fields

    /// The field called `name`; null where there is none.
    [[nodiscard]] const Value* field(const std::string& name) const;
    bool operator==(const Value&) const = default;
};

/// A system call with its expected result.
struct Call {
    std::string name{};
    std::vector<Value> arguments{};
    std::optional<std::int64_t> result{}; ///< absent: any
    std::string error{};                  ///< "EAGAIN"; empty where it succeeds

    bool operator==(const Call&) const = default;
};

/// One thing that a shell line asks for; lines are read and never run.
struct Command {
    enum class Kind : std::uint8_t {
        nothing,       ///< known, and of no consequence here
        defaults,      ///< the settings of defaults.sh
        sysctl,        ///< subject = name, text = value
        pacing,        ///< number 1: on
        drop_outbound, ///< every packet that leaves is lost in the host
        segmentation,  ///< number 1: segmentation offload on
        mtu,           ///< number
        count_sockets, ///< number sockets in state `subject`
        drop_time_wait,
        counter,   ///< the counter `subject` stands at number
        route_mss, ///< number: advmss of the route
        route_mtu,
    };
    Kind kind{};
    std::string subject{}, text{};
    std::int64_t number{};

    bool operator==(const Command&) const = default;
};

/// An operand of an assertion: a sum of fields, variables and numbers.
struct Term {
    bool negative{};
    std::string name{}; ///< empty: the number
    std::int64_t number{};

    bool operator==(const Term&) const = default;
};
struct Operand {
    std::vector<Term> sum{};
    std::optional<std::int64_t> mask{}; ///< `X & MASK`

    bool operator==(const Operand&) const = default;
};

enum class Comparison : std::uint8_t { equal, unequal, less, at_most, greater, at_least };

/// A statement of a code block.
struct Statement {
    enum class Kind : std::uint8_t { check, assign, add };
    Kind kind{};
    std::uint32_t line{};
    std::string target{};            ///< of assign and add
    std::vector<Operand> operands{}; ///< one more than comparisons
    std::vector<Comparison> comparisons{};

    bool operator==(const Statement&) const = default;
};

using Action = std::variant<TcpPacket, UdpPacket, IcmpPacket, Call, std::vector<Command>,
                            std::vector<Statement>>;

struct Event {
    std::uint32_t line{};
    EventTime time{};
    Action action{};
    std::string text{}; ///< the line as it is written, for messages

    bool operator==(const Event&) const = default;
};

/// The lines `--name=value` at the beginning.
struct ScriptOptions {
    std::optional<Duration> tolerance{};
    std::optional<std::uint16_t> inbound_mss{}; ///< of inbound super-segments
    std::optional<std::uint32_t> mtu{};
    std::optional<Duration> timestamp_tick{}; ///< TSvals must follow it
    std::optional<Address> own{}, peer{};     ///< where they differ from the usual ones
    bool ipv6{};

    bool operator==(const ScriptOptions&) const = default;
};

struct Script {
    std::string file{};
    ScriptOptions options;
    std::vector<Command> before{}, after{}; ///< the commands without a time
    std::vector<Event> events{};

    bool operator==(const Script&) const = default;
};

/// How long a script lasts, when all comes when it is due.
Duration length_of(const Script& script);

} // namespace sim::packetdrill
