#include "app/tcpsim/choice.h"
#include "app/tcpsim/command_options.h"

#include <chrono>

namespace tcpsim {

void add_packetdrill_options(CLI::App& command, PacketdrillOptions& options) {
    sim::packetdrill::RunRequest& request = options.request;
    const std::vector<Choice<sim::ProfileName>> profiles{{"linux", sim::ProfileName::linux},
                                                         {"rfc9293", sim::ProfileName::rfc9293},
                                                         {"freebsd", sim::ProfileName::freebsd}};
    command.add_option("PATH", options.paths, "scripts, or folders of them")
        ->required()
        ->type_name("");
    add_choice(command, "--profile", request.profile, profiles, "the stack; linux by default");
    command.add_flag("--kernel", options.kernel,
                     "play them on the real Linux kernel, in private namespaces");
    command
        .add_option_function<std::uint32_t>(
            "--longest",
            [&options](std::uint32_t seconds) { options.longest = std::chrono::seconds{seconds}; },
            "with --kernel: leave out scripts that last longer, in seconds")
        ->type_name("S");
    add_language(command, options.language);
    command.add_flag("--lax", request.leniency.lax,
                     "do not compare windows, the options of SYNs and SO_RCVBUF");
    command.add_flag("--lax-psh", request.leniency.lax_psh, "do not compare PSH");
    command.add_flag("--recv-only", request.recv_only, "compare only what programs receive");
    command
        .add_option("--trace", options.trace_folder, "keep what happened in each as DIR/NAME.trace")
        ->type_name("DIR");
    command.add_flag("--strict-tail", request.strict_tail,
                     "fail when a packet leaves behind the last event");
    command
        .add_option_function<std::uint32_t>(
            "--tolerance",
            [&request](std::uint32_t us) { request.tolerance = std::chrono::microseconds{us}; },
            "how late a packet may be, in microseconds, instead of the script's own")
        ->type_name("US");
}

} // namespace tcpsim
