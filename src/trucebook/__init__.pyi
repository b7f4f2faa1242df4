from trucebook.api import read as read
from trucebook.api import read_files as read_files
from trucebook.api import read_reports as read_reports
from trucebook.book import Answer as Answer
from trucebook.book import Book as Book
from trucebook.errors import BookError as BookError
from trucebook.errors import CodebookError as CodebookError
from trucebook.errors import EvidenceError as EvidenceError
from trucebook.errors import GazetteerError as GazetteerError
from trucebook.errors import InputError as InputError
from trucebook.errors import ModelError as ModelError
from trucebook.errors import TrucebookError as TrucebookError
from trucebook.frames import Frame as Frame
from trucebook.frames import Frames as Frames
from trucebook.frames import tables as tables
from trucebook.model import Agreement as Agreement
from trucebook.model import Assessment as Assessment
from trucebook.model import Claim as Claim
from trucebook.model import Event as Event
from trucebook.model import Field as Field
from trucebook.model import Figure as Figure
from trucebook.model import Judgement as Judgement
from trucebook.model import Mention as Mention
from trucebook.model import Provision as Provision
from trucebook.model import Reading as Reading
from trucebook.model import Record as Record
from trucebook.model import Report as Report
from trucebook.model import Violation as Violation

__version__: str
__all__: list[str]
