"""How the verifier says no: the closed list of codes of PROTOCOL.md 1.7, with words for people."""


class Refused(Exception):
    def __init__(self, code, words):
        super().__init__(f"{code}: {words}")
        self.code, self.words = code, words


def insist(holds, code, words):
    if not holds:
        raise Refused(code, words)
