#pragma once

#include <QByteArray>
#include <QtGlobal>

namespace psoas {

/// The environment as it is but for one variable, as long as this lives; a null value: without it.
class With {
public:
    With(const char *name, const QByteArray &value) : m_name(name), m_before(qgetenv(name)) {
        set(value);
    }
    With(const With &) = delete;
    With &operator=(const With &) = delete;
    ~With() { set(m_before); }

private:
    void set(const QByteArray &value) {
        if (value.isNull()) {
            qunsetenv(m_name);
        } else {
            qputenv(m_name, value);
        }
    }

    const char *m_name;
    QByteArray m_before;
};

}  // namespace psoas
