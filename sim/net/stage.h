#pragma once

#include "sim/link/fault_list.h"
#include "sim/link/flood.h"
#include "sim/link/injection.h"
#include "sim/link/link_spec.h"
#include "sim/packet/address_table.h"
#include "sim/program/program.h"
#include "sim/tcp/profile.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sim {

struct StageHost {
    std::string name;
    Address address;
    Profile profile;

    bool operator==(const StageHost&) const = default;
};

/// Who carries segments from host to host.
enum class Carrier : std::uint8_t {
    link,     ///< a link, with a delay: a call comes back when its segments have left
    loopback, ///< the kernel they share, at once: a call comes back when all it led to is done
};

/// A flood on the stage. Its source at place p has address id `first_source` + p.
struct StageFlood {
    Flood flood;
    AddressId first_source{};
    bool traced{};                        ///< some of its SYNs are kept in the trace:
    std::vector<std::uint64_t> landmarks; ///< these, counted from 0 and rising, beside every k-th

    bool operator==(const StageFlood&) const = default;
};

/// What never changes during a run: hosts, their stacks, the link and the programs. Every copy of a
/// World shares it. The host at place h has address id h.
struct Stage {
    std::vector<StageHost> hosts;
    std::vector<Program> programs;
    std::vector<std::uint8_t> program_hosts; ///< per program, its host's place
    Carrier carrier{};
    LinkSpec link;
    std::vector<Fault> faults;
    std::vector<Injection> injections;
    std::vector<StageFlood> floods;
    std::uint64_t seed{};

    bool operator==(const Stage&) const = default;
};

} // namespace sim
