#pragma once

#ifdef __linux__

#    include <sys/resource.h>
#    include <csignal>

namespace psoas {

/// While it lives no file may grow beyond so many bytes: a full disk, for this program alone.
class SmallFilesOnly {
public:
    explicit SmallFilesOnly(rlim_t most = 100) : m_signal(std::signal(SIGXFSZ, SIG_IGN)) {
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit small = m_before;
        small.rlim_cur = most;
        setrlimit(RLIMIT_FSIZE, &small);
    }
    SmallFilesOnly(const SmallFilesOnly &) = delete;
    SmallFilesOnly &operator=(const SmallFilesOnly &) = delete;
    ~SmallFilesOnly() {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_signal);
    }

private:
    rlimit m_before{};
    void (*m_signal)(int);
};

}  // namespace psoas

#endif
