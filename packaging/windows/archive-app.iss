; The Windows installer, for Inno Setup 6. Not run here: it waits for a Windows machine, where this makes it:
;   .venv\Scripts\python packaging\icons.py build\icons
;   .venv\Scripts\pyinstaller --noconfirm --workpath build --distpath dist packaging\archive-app.spec
;   copy LICENSE dist\archive-app
;   .venv\Scripts\python packaging\notices.py dist\archive-app\THIRD-PARTY-NOTICES.txt
;   iscc /DVersion=0.1.0 packaging\windows\archive-app.iss
; Archives live in the user's own folders, so neither an upgrade nor an uninstall touches them.

[Setup]
AppId=archive-app
AppName=Archive Browser
AppVersion={#Version}
DefaultDirName={autopf}\Archive Browser
DefaultGroupName=Archive Browser
DisableProgramGroupPage=yes
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\icons\archive-app.ico
UninstallDisplayIcon={app}\archive-app-window.exe
OutputDir=..\..\dist
OutputBaseFilename=archive-app-{#Version}-setup
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
Compression=lzma2
SolidCompression=yes
ChangesAssociations=yes

[InstallDelete]
; What an older version brought along must not be loaded by this one.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\archive-app\*"; DestDir: "{app}"; Flags: recursesubdirs

[Icons]
Name: "{group}\Archive Browser"; Filename: "{app}\archive-app-window.exe"

[Registry]
; Offered under "Open with" for these kinds of file; what opens them by default stays as it is.
Root: HKA; Subkey: "Software\Classes\.html\OpenWithProgids"; ValueType: string; ValueName: "ArchiveBrowser.Article"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.htm\OpenWithProgids"; ValueType: string; ValueName: "ArchiveBrowser.Article"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.xhtml\OpenWithProgids"; ValueType: string; ValueName: "ArchiveBrowser.Article"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.txt\OpenWithProgids"; ValueType: string; ValueName: "ArchiveBrowser.Article"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.text\OpenWithProgids"; ValueType: string; ValueName: "ArchiveBrowser.Article"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.md\OpenWithProgids"; ValueType: string; ValueName: "ArchiveBrowser.Article"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.markdown\OpenWithProgids"; ValueType: string; ValueName: "ArchiveBrowser.Article"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.mhtml\OpenWithProgids"; ValueType: string; ValueName: "ArchiveBrowser.Article"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.mht\OpenWithProgids"; ValueType: string; ValueName: "ArchiveBrowser.Article"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.eml\OpenWithProgids"; ValueType: string; ValueName: "ArchiveBrowser.Article"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.pdf\OpenWithProgids"; ValueType: string; ValueName: "ArchiveBrowser.Article"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.epub\OpenWithProgids"; ValueType: string; ValueName: "ArchiveBrowser.Article"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.docx\OpenWithProgids"; ValueType: string; ValueName: "ArchiveBrowser.Article"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.odt\OpenWithProgids"; ValueType: string; ValueName: "ArchiveBrowser.Article"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.rtf\OpenWithProgids"; ValueType: string; ValueName: "ArchiveBrowser.Article"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.warc\OpenWithProgids"; ValueType: string; ValueName: "ArchiveBrowser.Article"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.wacz\OpenWithProgids"; ValueType: string; ValueName: "ArchiveBrowser.Article"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.zip\OpenWithProgids"; ValueType: string; ValueName: "ArchiveBrowser.Article"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\ArchiveBrowser.Article"; ValueType: string; ValueData: "Saved article"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\ArchiveBrowser.Article\DefaultIcon"; ValueType: string; ValueData: "{app}\archive-app-window.exe,0"
Root: HKA; Subkey: "Software\Classes\ArchiveBrowser.Article\shell\open\command"; ValueType: string; ValueData: """{app}\archive-app-window.exe"" ""%1"""
