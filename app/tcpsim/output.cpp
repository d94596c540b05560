#include "app/tcpsim/output.h"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

namespace tcpsim {

namespace {

sim::Error write_error(const std::string& what, int number) {
    return {.message = what + " can not be written: " + std::generic_category().message(number)};
}

sim::Expected<void> write_standard_output(std::string_view bytes) {
    errno = 0;
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size();
    if ((written && std::fflush(stdout) == 0) || errno == EPIPE) return {};
    return sim::failure(write_error("standard output", errno));
}

/// A stream of the C library that closes itself.
using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File open_file(const std::string& path, const char* mode) {
    return {std::fopen(path.c_str(), mode), &std::fclose};
}

/// Writes and closes; false with errno where that fails.
bool write_all(File file, std::string_view bytes) {
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size();
    return std::fclose(file.release()) == 0 && written;
}

sim::Expected<void> write_straight(const std::string& path, std::string_view bytes) {
    File file = open_file(path, "wb");
    if (file && write_all(std::move(file), bytes)) return {};
    return sim::failure(write_error(path, errno));
}

/// Writes `draft` and gives it the name `path`, so that no half of the file is ever seen.
sim::Expected<void> replace(const std::string& path, const std::string& draft, File file,
                            std::string_view bytes) {
    std::error_code problem;
    if (!write_all(std::move(file), bytes)) {
        problem = {errno, std::generic_category()};
    } else {
        const std::filesystem::file_status old = std::filesystem::status(path, problem);
        if (std::filesystem::exists(old))
            std::filesystem::permissions(draft, old.permissions(), problem);
        std::filesystem::rename(draft, path, problem);
    }
    if (!problem) return {};
    std::error_code ignored;
    std::filesystem::remove(draft, ignored);
    return sim::failure(write_error(path, problem.value()));
}

/// A device, a pipe or a link is written straight, and so is a file that no other can stand beside.
sim::Expected<void> write_file(const std::string& path, std::string_view bytes) {
    std::error_code problem;
    const std::filesystem::file_status old = std::filesystem::symlink_status(path, problem);
    const bool exists = std::filesystem::exists(old);
    if (exists && !std::filesystem::is_regular_file(old)) return write_straight(path, bytes);
    if (exists && !open_file(path, "ab")) return sim::failure(write_error(path, errno));
    const std::string draft = path + ".part";
    File file = open_file(draft, "wbx");
    return file ? replace(path, draft, std::move(file), bytes) : write_straight(path, bytes);
}

} // namespace

sim::Expected<void> write_output(std::string_view bytes, const std::string& file) {
    return file.empty() ? write_standard_output(bytes) : write_file(file, bytes);
}

ExitStatus finish(std::string_view bytes, const std::string& file, ExitStatus status) {
    const sim::Expected<void> written = write_output(bytes, file);
    return written ? status : complain(written.error());
}

ExitStatus complain(const sim::Error& error) {
    static_cast<void>(std::fprintf(stderr, "%s\n", sim::to_text(error).c_str()));
    return ExitStatus::bad_input;
}

} // namespace tcpsim
