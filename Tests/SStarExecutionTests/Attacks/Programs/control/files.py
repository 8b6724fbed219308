# expect: AC
import mmap, os, shutil, tempfile
a, b = map(int, input().split())
os.makedirs("one/three")
os.mkdir("two")
with open("one/three/number", "w") as file:
    file.write(str(a))
os.rename("one", "moved")
shutil.copyfile("moved/three/number", "copy")
with tempfile.TemporaryFile() as file, tempfile.NamedTemporaryFile() as named:
    file.write(b"%d" % b)
    file.flush()
    file.truncate(64)
    view = mmap.mmap(file.fileno(), 64)
    named.write(view[:1])
    named.flush()
    b = int(open(named.name).read())
shutil.rmtree("two")
print(int(open("copy").read()) + b)
