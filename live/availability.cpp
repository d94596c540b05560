#include "live/availability.h"

#include "live/small_file.h"

#include <cerrno>
#include <cstring>
#include <sstream>
#include <unistd.h>

namespace live {

namespace {

struct Explanation {
    const char* message_en;
    const char* message_zh;
    const char* remedy_en;
    const char* remedy_zh;
};

constexpr Explanation debian_sysctl{
    "this system keeps unprivileged users out of user namespaces "
    "(kernel.unprivileged_userns_clone=0)",
    "此系统不允许普通用户使用用户命名空间（kernel.unprivileged_userns_clone=0）",
    "an administrator can allow it: sysctl kernel.unprivileged_userns_clone=1",
    "管理员可以允许：sysctl kernel.unprivileged_userns_clone=1"};
constexpr Explanation apparmor{
    "AppArmor takes the capabilities away inside an unprivileged user namespace "
    "(kernel.apparmor_restrict_unprivileged_userns=1, as on Ubuntu 23.10 and newer)",
    "AppArmor 收回了普通用户命名空间内的权能（kernel.apparmor_restrict_unprivileged_userns=1，"
    "Ubuntu 23.10 及更新版本默认如此）",
    "an administrator can give tcpsim a profile: a file in /etc/apparmor.d with "
    "\"profile tcpsim /path/to/tcpsim flags=(unconfined) { userns, }\", then apparmor_parser -r it",
    "管理员可以为 tcpsim 添加配置：在 /etc/apparmor.d 中写入 "
    "\"profile tcpsim /path/to/tcpsim flags=(unconfined) { userns, }\"，再用 apparmor_parser -r "
    "载入"};
constexpr Explanation inside_chroot{
    "the kernel refuses user namespaces to a process inside a chroot",
    "内核不允许 chroot 中的进程建立用户命名空间",
    "enter the root by pivot_root instead (systemd-nspawn, or unshare -m and pivot_root)",
    "请改用 pivot_root 进入该根目录（systemd-nspawn，或 unshare -m 加 pivot_root）"};
constexpr Explanation seccomp_filter{
    "a seccomp filter of the container or sandbox refuses new namespaces",
    "容器或沙箱的 seccomp 过滤器拒绝建立命名空间",
    "run tcpsim outside the sandbox, or start the container with a filter that allows unshare "
    "(docker run --security-opt seccomp=unconfined)",
    "请在沙箱外运行 tcpsim，或让容器的过滤器允许 unshare（docker run --security-opt "
    "seccomp=unconfined）"};
constexpr Explanation user_namespace_limit{
    "no user namespaces are left to this user (user.max_user_namespaces)",
    "该用户的用户命名空间数量已达上限（user.max_user_namespaces）",
    "an administrator can raise the limit: sysctl user.max_user_namespaces=10000",
    "管理员可以提高上限：sysctl user.max_user_namespaces=10000"};
constexpr Explanation network_namespace_limit{
    "no network namespaces are left to this user (user.max_net_namespaces)",
    "该用户的网络命名空间数量已达上限（user.max_net_namespaces）",
    "wait until other runs have ended, or raise the limit: sysctl user.max_net_namespaces=10000",
    "请等待其他运行结束，或提高上限：sysctl user.max_net_namespaces=10000"};
constexpr Explanation kernel_without_namespaces{
    "this kernel was built without user or network namespaces",
    "此内核编译时未包含用户命名空间或网络命名空间",
    "use a kernel with CONFIG_USER_NS and CONFIG_NET_NS",
    "请使用启用了 CONFIG_USER_NS 和 CONFIG_NET_NS 的内核"};
constexpr Explanation read_only_proc{
    "/proc/sys/net can not be written here, as in many containers",
    "此处无法写入 /proc/sys/net，许多容器都是如此",
    "run tcpsim outside the container, or in one whose /proc is not read-only",
    "请在容器外运行 tcpsim，或使用 /proc 可写的容器"};
constexpr Explanation module_missing{
    "a part of the kernel that the stage needs is not loaded", "舞台所需的某个内核模块没有载入",
    "an administrator can load it: modprobe -a veth af_packet tcp_diag",
    "管理员可以载入：modprobe -a veth af_packet tcp_diag"};
constexpr Explanation unknown_rule{
    "the kernel refuses a step, and which rule forbids it is not known (a security module, or a "
    "chroot)",
    "内核拒绝了某一步，无法判断是哪条规则禁止的（可能是安全模块，或处于 chroot 中）",
    "watch the run of the kernel that ships with the scenario, or try another system",
    "请观看随剧本附带的内核录像，或换一个系统尝试"};

bool is_forbidden(int error) {
    return error == EPERM || error == EACCES;
}

std::string sysctl(const char* path) {
    return read_file(path).value_or(std::string{});
}

bool apparmor_restricts() {
    const std::string profile = sysctl("/proc/self/attr/current");
    return sysctl("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1" && geteuid() != 0
           && profile.find("(unconfined)") == std::string::npos;
}

/// In a chroot, the root is no mount point.
bool is_in_chroot() {
    std::istringstream mounts{sysctl("/proc/self/mountinfo")};
    std::string line;
    while (std::getline(mounts, line)) { // "36 35 98:0 /mnt1 /mnt/parent rw ...", proc(5)
        std::istringstream words{line};
        std::string skipped, place;
        words >> skipped >> skipped >> skipped >> skipped >> place;
        if (place == "/") return false;
    }
    return true;
}

bool is_filtered() {
    return sysctl("/proc/self/status").find("\nSeccomp: 2") != std::string::npos;
}

const Explanation& why_no_user_namespace(int error) {
    switch (error) {
    case ENOSPC:
    case EUSERS: {
        const bool nets = sysctl("/proc/sys/user/max_net_namespaces") == "0";
        return nets ? network_namespace_limit : user_namespace_limit;
    }
    case EINVAL:
    case ENOSYS: return kernel_without_namespaces;
    default: break; // an errno, none of our enumerators
    }
    if (sysctl("/proc/sys/kernel/unprivileged_userns_clone") == "0" && geteuid() != 0)
        return debian_sysctl;
    if (is_in_chroot()) return inside_chroot;
    if (is_filtered()) return seccomp_filter;
    if (sysctl("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1") return apparmor;
    return unknown_rule;
}

const Explanation& explanation_of(const StepFailure& failure) {
    if (failure.step == Step::user_namespace) return why_no_user_namespace(failure.error);
    if (failure.error == ENOSPC) return network_namespace_limit;
    if (failure.error == EROFS) return read_only_proc;
    if (is_forbidden(failure.error)) {
        if (apparmor_restricts()) return apparmor;
        return failure.step == Step::system_control ? read_only_proc : unknown_rule;
    }
    const bool needs_module = failure.step == Step::cable || failure.step == Step::packet_socket
                              || failure.step == Step::socket_diagnosis;
    return needs_module ? module_missing : unknown_rule;
}

/// "step 3, network namespace: EPERM", with the subject where there is one.
std::string place_of(const StepFailure& failure) {
    const char* name = strerrorname_np(failure.error);
    std::string text = "step " + std::to_string(static_cast<int>(failure.step) + 1) + ", "
                       + std::string{name_of(failure.step)};
    if (!failure.subject.empty()) text += " (" + failure.subject + ")";
    return text + ": " + (name != nullptr ? name : std::to_string(failure.error));
}

/// The kernel knows the sysctl but not this value, or does not know it at all.
bool is_bad_sysctl(const StepFailure& failure) {
    return failure.step == Step::system_control
           && (failure.error == EINVAL || failure.error == ENOENT || failure.error == ERANGE);
}

Failure explain_sysctl(const StepFailure& failure) {
    const bool unknown = failure.error == ENOENT;
    const std::string en =
        unknown ? "this kernel has no sysctl " : "this kernel refuses the value of ";
    const std::string zh = unknown ? "此内核没有 sysctl " : "此内核拒绝该取值：";
    return {.kind = unknown ? FailureKind::not_for_a_kernel : FailureKind::bad_input,
            .message = {.en = en + failure.subject, .zh = zh + failure.subject},
            .remedy = {}};
}

} // namespace

Failure explain(const StepFailure& failure) {
    if (is_bad_sysctl(failure)) return explain_sysctl(failure);
    const Explanation& found = explanation_of(failure);
    const std::string place = place_of(failure);
    return {.kind = FailureKind::not_available,
            .message = {.en = std::string{found.message_en} + " (" + place + ")",
                        .zh = std::string{found.message_zh} + "（" + place + "）"},
            .remedy = {.en = found.remedy_en, .zh = found.remedy_zh}};
}

} // namespace live
