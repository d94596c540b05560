#pragma once

#include "sim/base/expected.h"
#include "sim/scenario/scenario.h"
#include "sim/trace/trace.h"

#include <cstdint>
#include <functional>
#include <optional>

namespace live {

/// How far a run is: time since its start, and segments sent.
struct Progress {
    sim::Duration elapsed{};
    std::uint32_t segments{};
};
using OnProgress = std::function<void(const Progress&)>;

/// Why there is no trace from the kernel.
enum class FailureKind : std::uint8_t {
    bad_input,        ///< the scenario asks for something a kernel refuses as nonsense
    not_for_a_kernel, ///< no kernel can play it, or this stage does not play it yet
    not_available,    ///< this system forbids the stage, or has broken it
    deadline,         ///< the run did not come to an end in its time
};

/// The exit status of tcpsim for it: 2, 3, 4 or 5.
int exit_status(FailureKind kind);

struct Failure {
    FailureKind kind{};
    sim::BilingualText message; ///< what is wrong; where the system forbids it, by which rule
    sim::BilingualText remedy;  ///< how to allow it, or what to do instead; may be empty

    bool operator==(const Failure&) const = default;
};

template <typename T>
using Outcome = tl::expected<T, Failure>;

/// Plays `scenario` on the real kernel, in a child process with user and network namespaces of its
/// own, and gives back what was seen. The child is gone when this returns, whatever happened. A run
/// that its limit has cut short is a trace, with header.deadline_reached set. A run in which this
/// machine was too busy to keep the scenario's times is played again, a few times and within the
/// limit; the most punctual one counts, and header.environment says how late it was at worst.
Outcome<sim::Trace> play(const sim::Scenario& scenario, const OnProgress& on_progress = {});

/// Tries every step the stage needs in a child; nothing when all of them are allowed.
std::optional<Failure> why_not_available();

} // namespace live
