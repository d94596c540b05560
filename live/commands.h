#pragma once

#include <cstdint>
#include <deque>
#include <string>

namespace live {

/// What whoever steps a run may ask for, a line each: "step" or an empty line, "run", "quit". Other
/// lines ask for nothing.
enum class Command : std::uint8_t { none, step, run, quit };

/// Commands that come as lines through a descriptor, which is never waited for here.
class Commands {
public:
    explicit Commands(int descriptor) : descriptor_(descriptor) {}

    /// Takes in what has come by now.
    void read();
    /// The next command, which is then gone; `none` while there is none. "quit" overtakes all
    /// others; the end of the lines is a "quit" that overtakes nobody.
    Command next();
    /// "quit" when somebody has asked for it, otherwise `none`.
    [[nodiscard]] Command peek() const;
    /// For poll(2); -1 once nothing more will come.
    [[nodiscard]] int number() const { return ended_ ? -1 : descriptor_; }

private:
    void take_lines();

    int descriptor_;
    std::string received_;
    std::deque<Command> waiting_;
    bool ended_{};
};

} // namespace live
