#pragma once

#include <csignal>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace psoas {

/// Another program whose lines can be read, and that is gone when this is. POSIX only.
class ChildProcess {
public:
    /// `command`: the program's file, then its arguments. Throws where it cannot be started.
    explicit ChildProcess(std::vector<std::string> command) {
        int ends[2];
        if (pipe(ends) != 0) {
            throw std::runtime_error("no pipe");
        }
        fcntl(ends[0], F_SETFD, FD_CLOEXEC);
        fcntl(ends[1], F_SETFD, FD_CLOEXEC);
        m_lines = ends[0];
        std::vector<char *> arguments;
        for (std::string &each : command) {
            arguments.push_back(each.data());
        }
        arguments.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        const int failed =
            posix_spawn(&m_child, arguments[0], &actions, nullptr, arguments.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        if (failed != 0) {
            ::close(m_lines);
            throw std::runtime_error("cannot start " + command.front());
        }
    }
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;
    ~ChildProcess() {
        kill();
        wait();
        ::close(m_lines);
    }

    /// The next whole line that it has written; nothing once it has ended and all were read.
    std::optional<std::string> line() {
        std::string read;
        char byte = 0;
        while (::read(m_lines, &byte, 1) == 1) {
            if (byte == '\n') {
                return read;
            }
            read += byte;
        }
        return std::nullopt;
    }

    void kill() {
        if (!m_status) {
            ::kill(m_child, SIGKILL);
        }
    }

    /// Waits for its end; returns the signal that ended it, 0 if it ended by itself.
    int wait() {
        if (!m_status) {
            int status = 0;
            waitpid(m_child, &status, 0);
            m_status = status;
        }
        return WIFSIGNALED(*m_status) ? WTERMSIG(*m_status) : 0;
    }
    /// Its exit code, after `wait` has returned 0.
    [[nodiscard]] int exitCode() const { return WEXITSTATUS(m_status.value()); }

private:
    pid_t m_child = 0;
    int m_lines = -1;
    std::optional<int> m_status;
};

}  // namespace psoas
