"""Closes a window as the cross in its corner does, where no window manager draws one."""
import ctypes

CLIENT_MESSAGE = 33


class _ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong),
                ("message_type", ctypes.c_ulong), ("format", ctypes.c_int),
                ("data", ctypes.c_long * 5)]


class _Event(ctypes.Union):
    _fields_ = [("client", _ClientMessage), ("room", ctypes.c_long * 24)]


def _x11():
    x11 = ctypes.CDLL("libX11.so.6")
    window, pointer = ctypes.c_ulong, ctypes.c_void_p
    for name, result, arguments in (
            ("XOpenDisplay", pointer, [ctypes.c_char_p]),
            ("XDefaultRootWindow", window, [pointer]),
            ("XInternAtom", window, [pointer, ctypes.c_char_p, ctypes.c_int]),
            ("XQueryTree", ctypes.c_int, [pointer, window] + 3 * [pointer]
             + [ctypes.POINTER(ctypes.c_uint)]),
            ("XFetchName", ctypes.c_int, [pointer, window, ctypes.POINTER(ctypes.c_char_p)]),
            ("XSendEvent", ctypes.c_int, [pointer, window, ctypes.c_int, ctypes.c_long, pointer]),
            ("XCloseDisplay", ctypes.c_int, [pointer])):
        function = getattr(x11, name)
        function.restype, function.argtypes = result, arguments
    return x11


def _children(x11, display):
    root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
    found = ctypes.POINTER(ctypes.c_ulong)()
    x11.XQueryTree(display, x11.XDefaultRootWindow(display), ctypes.byref(root),
                   ctypes.byref(parent), ctypes.byref(found), ctypes.byref(count))
    return found[:count.value]


def close(title):
    """Asks every window with this title to close."""
    x11 = _x11()
    display = x11.XOpenDisplay(None)
    closed = 0
    for window in _children(x11, display):
        name = ctypes.c_char_p()
        x11.XFetchName(display, window, ctypes.byref(name))
        if name.value == title.encode():
            event = _Event()
            event.client = _ClientMessage(
                type=CLIENT_MESSAGE, window=window, format=32,
                message_type=x11.XInternAtom(display, b"WM_PROTOCOLS", 0),
                data=(x11.XInternAtom(display, b"WM_DELETE_WINDOW", 0), 0, 0, 0, 0))
            closed += x11.XSendEvent(display, window, 0, 0, ctypes.byref(event))
    x11.XCloseDisplay(display)
    assert closed, f"no window is called {title}"
