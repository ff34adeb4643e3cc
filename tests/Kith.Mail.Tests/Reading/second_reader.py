"""Reads mails with Python's own library. Paths come in line by line, what they say goes out as JSON line by line."""
import email.header
import email.parser
import email.policy
import email.utils
import json
import sys


def text_of(raw):
    """A header as text: its bytes beyond ASCII are UTF-8 or, failing that, Windows' Latin."""
    data = str(raw).replace("\r", "").replace("\n", "").encode("utf-8", "surrogateescape")
    try:
        return data.decode("utf-8").strip()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace").strip()


def decoded(text):
    try:
        return str(email.header.make_header(email.header.decode_header(text)))
    except (LookupError, UnicodeError, ValueError, email.errors.HeaderParseError):
        return text


def addresses(mail, name, many):
    values = [text_of(v) for k, v in mail.raw_items() if k.lower() == name]
    found = email.utils.getaddresses(values if many else values[:1])
    return [address for _, address in found if address]


def body(mail, kind):
    for part in mail.walk():
        if part.get_content_type() != kind or part.get_content_disposition() == "attachment":
            continue
        data = part.get_payload(decode=True)
        if data is None:
            continue
        charset = part.get_content_charset() or "utf-8"
        if charset in ("us-ascii", "ascii"):
            charset = "utf-8"
        try:
            return data.decode(charset)
        except (LookupError, UnicodeError):
            return data.decode("utf-8", "replace") if charset == "utf-8" else data.decode("cp1252", "replace")
    return None


def date(mail):
    value = next((text_of(v) for k, v in mail.raw_items() if k.lower() == "date"), None)
    try:
        moment = email.utils.parsedate_to_datetime(value) if value else None
    except (TypeError, ValueError, OverflowError):
        return None
    return int(moment.timestamp()) if moment and moment.tzinfo else (int(moment.replace(tzinfo=__import__("datetime").timezone.utc).timestamp()) if moment else None)


def told(path):
    with open(path, "rb") as file:
        mail = email.parser.BytesParser(policy=email.policy.compat32).parse(file)
    first = lambda name: next((text_of(v) for k, v in mail.raw_items() if k.lower() == name), None)
    subject = first("subject")
    return {
        "from": (addresses(mail, "from", False) or [None])[0],
        "to": addresses(mail, "to", True),
        "cc": addresses(mail, "cc", True),
        "subject": None if subject is None else decoded(subject),
        "date": date(mail),
        "messageId": (first("message-id") or "").strip(" <>") or None,
        "text": body(mail, "text/plain"),
        "html": body(mail, "text/html"),
    }


for line in sys.stdin.buffer:
    path = line.rstrip(b"\n")
    try:
        answer = told(path)
    except Exception as no:  # a mail this library refuses has no second opinion
        answer = {"refused": type(no).__name__}
    answer["path"] = path.decode("utf-8", "surrogateescape")
    sys.stdout.write(json.dumps(answer) + "\n")
