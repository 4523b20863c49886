"""Drives the real program through the accessibility tree, as a screen reader does."""
import os
import subprocess
import tempfile
import time

import pyatspi

# Qt tells of a button that stays down as of a check box.
BUTTONS = (pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_TOGGLE_BUTTON, pyatspi.ROLE_CHECK_BOX)
PATIENCE = 20.0  # seconds until something that must appear counts as missing
POLL = 0.05


class Missing(AssertionError):
    """What must be there did not appear."""


class Program:
    """A running psoas-ease and what of it can be perceived."""

    def __init__(self, binary, *arguments, stderr=None, **environment):
        # A place for its socket that goes away with it.
        self._runtime = tempfile.TemporaryDirectory()
        self.environment = dict(os.environ, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1",
                                QT_QPA_PLATFORM="xcb", XDG_RUNTIME_DIR=self._runtime.name)
        self.environment.update(environment)
        self._process = subprocess.Popen([binary, *arguments], env=self.environment, stderr=stderr,
                                         text=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    @property
    def process(self):
        return self._process

    def end(self):
        """Closes the program as a session manager does, and waits until it is gone."""
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait(PATIENCE)
        self._runtime.cleanup()

    def kill(self):
        """Ends the program as a power cut does."""
        self._process.kill()
        self._process.wait(PATIENCE)

    def _root(self):
        for application in pyatspi.Registry.getDesktop(0):
            if application and application.get_process_id() == self._process.pid:
                return application
        return None

    def _showing(self):
        """Everything that can be perceived now, from the top down."""
        root = self._root()
        pending = [] if root is None else list(root)
        while pending:
            node = pending.pop()
            try:
                # What lies in something hidden may say of itself that it shows.
                if node is None or not node.getState().contains(pyatspi.STATE_SHOWING):
                    continue
                yield node
                pending.extend(node[i] for i in reversed(range(node.childCount)))
            except Exception:  # a node may vanish while it is looked at
                continue

    def _look(self, name, roles=None):
        """The node with this name, and what it is called in full; None and None if it is missing.
        """
        for node in self._showing():
            try:
                called = node.name
                matches = name(called) if callable(name) else called == name
                if matches and (roles is None or node.getRole() in roles):
                    return node, called
            except Exception:
                continue
        return None, None

    def find(self, name, roles=None):
        """The node with this name (or whose name a function accepts), as soon as it shows."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise Missing(f"the program ended with {self._process.returncode}")
            node, _ = self._look(name, roles)
            if node is not None:
                return node
            time.sleep(POLL)
        raise Missing(f"nothing is called {name!r}; there is: {sorted(self.names())}")

    def shows(self, name):
        return self.name_of(name) is not None

    def name_of(self, name):
        """What it is called in full, if it shows now; else None."""
        return self._look(name)[1]

    def names(self):
        found = set()
        for node in self._showing():
            try:
                found.add(node.name)
            except Exception:
                continue
        return found - {""}

    def press(self, name):
        """Presses the button with this name as soon as it can be pressed."""
        assert self._act(self.find(name, BUTTONS)), f"{name} cannot be pressed"

    @staticmethod
    def _act(node):
        action = node.queryAction()
        for i in range(action.nActions):
            if action.getName(i) in ("Press", "Toggle", "Check"):
                return action.doAction(i)
        return False

    def choose(self, name):
        """Chooses every radio button with this name that shows."""
        chosen = 0
        for node in list(self._showing()):
            if node.name == name and node.getRole() == pyatspi.ROLE_RADIO_BUTTON:
                chosen += self._act(node)
        return chosen

    def select(self, name):
        """Makes the row of a list with this name the current one."""
        assert self._act(self.find(name, (pyatspi.ROLE_LIST_ITEM,))), f"{name} cannot be selected"

    def write(self, name, text):
        self.find(name, (pyatspi.ROLE_TEXT,)).queryEditableText().setTextContents(text)
