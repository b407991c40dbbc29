"""More than a server can take: sends it from many connections, and counts the answers by status."""

import collections
import http.client
import threading
import time


def statuses(port, path, bodies, connections, seconds):
    """Each connection sends the bodies in turn, as fast as they are answered; one that breaks counts as "broken"."""
    counts = collections.Counter()
    end = time.monotonic() + seconds

    def send(first):
        own = collections.Counter()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for i in range(first, 1 << 30):
            if time.monotonic() > end:
                break
            try:
                connection.request("POST", path, bodies[i % len(bodies)], {"Content-Type": "application/json"})
                response = connection.getresponse()
                response.read()
                own[response.status] += 1
            except (OSError, http.client.HTTPException):
                own["broken"] += 1
                connection.close()
        connection.close()
        counts.update(own)

    threads = [threading.Thread(target=send, args=(i,)) for i in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(counts)
